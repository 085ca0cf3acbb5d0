import { check, each, type Outcome, optional } from '../../src/index.ts';
import { type Monitoring, monitoring } from './facts/deployment.ts';
import { FORECASTS, type Forecast, forecastFile, kvmForecast, lxcForecast, qemuForecast } from './facts/known-issues.ts';

export default check({
  id: 'opennebula/forecast-period-short',
  title: 'Forecasts are not made more often than monitoring measures',
  severity: 'blocker',
  applies: {
    platform: 'opennebula',
    phases: ['installed', 'post'],
    paths: [{ to: '>=7.0' }],
    because: 'forecasts are there since 7.0',
  },
  why: 'A forecast needs a new measurement. Where its period is shorter than that of monitoring, the probe fails: hosts go into ERROR, and virtual machines are not monitored.',
  fix: {
    short: ({ path, minutes }) =>
      `Set the period of this forecast in ${path} to ${minutes} minutes or more on every front-end, and run onehost sync --force as oneadmin.`,
  },
  refs: ['https://docs.opennebula.io/7.2/software/release_information/release_notes/known_issues/'],
  covers: ['A.7.10'],
  needs: { monitoring: each(monitoring), kvm: each(optional(kvmForecast)), qemu: each(optional(qemuForecast)), lxc: each(optional(lxcForecast)) },
  messages: {
    short: '{path} makes forecasts of {what} every {period} minutes, and {name} in monitord.conf is {seconds} seconds; it needs {minutes} minutes.',
  },
  judge({ monitoring, ...drivers }, found) {
    return FORECASTS.flatMap(driver => drivers[driver].flatMap(({ host, value }) => (value ? aboutFile(host, forecastFile(driver), value) : [])));

    function aboutFile(host: string, path: string, { host: hosts, vm }: Forecast): Outcome[] {
      const here = monitoring.find(one => one.host === host)?.value;
      return here ? [...about('hosts', hosts, here), ...about('virtual machines', vm, here)] : [];

      function about(what: 'hosts' | 'virtual machines', period: number | undefined, { hostSeconds, vmSeconds }: Monitoring): Outcome[] {
        const [name, seconds] = what === 'hosts' ? ['MONITOR_HOST', hostSeconds] : ['MONITOR_VM', vmSeconds];
        if (period === undefined || period * 60 >= seconds) return [];
        return [found.short({ path, what, period, name, seconds, minutes: Math.ceil(seconds / 60) }, { host, path, object: `forecasts of ${what}` })];
      }
    }
  },
});
