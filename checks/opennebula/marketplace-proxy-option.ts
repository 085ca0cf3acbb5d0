import { check, each, lines, type Outcome, undecided } from '../../src/index.ts';
import { ONED_CONF, onedConf } from './facts/oned-conf.ts';
import { vectorsOf } from './oned-conf.ts';

export default check({
  id: 'opennebula/marketplace-proxy-option',
  title: 'Marketplaces get their proxy from the environment of oned, not by an option',
  severity: 'advice',
  applies: {
    platform: 'opennebula',
    phases: ['pre', 'post'],
    paths: [{ to: '>=7.0' }],
    because: 'it is a known issue of 7.0 and 7.2',
  },
  why: 'The option --proxy of the marketplace driver does not reach every program that it starts: lists of appliances stay empty, or downloads fail.',
  fix: {
    option: {
      text: 'Take --proxy out of ARGUMENTS of MARKET_MAD, put these lines with your proxy into /etc/systemd/system/opennebula.service.d/proxy.conf, and restart oned.',
      commands: [
        lines(
          '[Service]',
          'Environment="http_proxy=http://PROXY:PORT"',
          'Environment="https_proxy=http://PROXY:PORT"',
          'Environment="no_proxy=localhost,127.0.0.1"',
        ),
      ],
    },
  },
  refs: ['https://docs.opennebula.io/7.0/software/release_information/release_notes_70/known_issues/'],
  covers: ['A.7.19'],
  needs: { conf: each(onedConf) },
  messages: { option: 'ARGUMENTS of MARKET_MAD in {path} have the option --proxy.' },
  judge: ({ conf }, found) =>
    conf.flatMap(({ host, value: { oned } }): Outcome[] => {
      if ('problem' in oned) return [undecided(`oned refuses line ${oned.line} of ${ONED_CONF}: ${oned.problem}`, host)];
      const uses = vectorsOf(oned.attributes, 'MARKET_MAD').some(mad => /(?:^|\s)--proxy(?:[\s=]|$)/.test(mad.get('ARGUMENTS') ?? ''));
      return uses ? [found.option({ path: ONED_CONF }, { host, path: ONED_CONF, object: 'MARKET_MAD' })] : [];
    }),
});
