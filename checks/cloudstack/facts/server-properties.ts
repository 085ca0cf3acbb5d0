import { fact, file, properties } from '../../../src/index.ts';

/**
 * Ports of the user interface and API, from 4.11 on; before, Tomcat has them in files of its own.
 *
 *     http.enable=true
 *     http.port=8080
 *     https.port=8443
 */
export const apiPorts = fact({
  id: 'cloudstack.api-ports',
  title: 'ports of the API in server.properties',
  role: 'management',
  query: file('/etc/cloudstack/management/server.properties', { keep: { keys: ['http.port', 'https.port'] } }),
  parse(body) {
    const settings = properties(body);
    return ['http.port', 'https.port']
      .map(key => Number(settings.get(key)?.value.trim() || 'NaN'))
      .filter(port => Number.isInteger(port) && port > 0);
  },
});
