/** Colours have a contrast of at least 4.5 to 1 on both backgrounds, in light and dark; the test computes it. */
export const COLORS = {
  light: {
    bg: '#ffffff',
    soft: '#f3f5f8',
    line: '#c9d0d9',
    text: '#1b2026',
    dim: '#545d69',
    link: '#0b57a4',
    bad: '#a61c15',
    warn: '#7a4b00',
    good: '#146335',
    calm: '#33517a',
  },
  dark: {
    bg: '#14171c',
    soft: '#1f242c',
    line: '#414a57',
    text: '#e7eaef',
    dim: '#a9b2be',
    link: '#8fc1ff',
    bad: '#ff9a92',
    warn: '#ffc56b',
    good: '#7fdca0',
    calm: '#a8c4ee',
  },
} as const;

const variables = (colors: Readonly<Record<string, string>>): string =>
  Object.entries(colors)
    .map(([name, color]) => `--${name}:${color};`)
    .join('');

/** The whole style of the page. It refers to nothing outside. */
export const STYLE = `
:root{color-scheme:light dark;${variables(COLORS.light)}}
@media (prefers-color-scheme:dark){:root{${variables(COLORS.dark)}}}
*{box-sizing:border-box}
[hidden]{display:none!important}
body{margin:0 auto;max-width:76rem;padding:1rem 1rem 4rem;background:var(--bg);color:var(--text);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",Arial,sans-serif}
h1,h2,h3{line-height:1.25;overflow-wrap:anywhere}
h1{margin:0;font-size:2rem}
h2{margin:2.25rem 0 .75rem;padding-bottom:.25rem;border-bottom:1px solid var(--line);font-size:1.3rem}
h3{margin:0;font-size:1rem}
p{margin:.5rem 0;overflow-wrap:anywhere}
a{color:var(--link)}
code,pre{font:.875em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
code{overflow-wrap:anywhere}
bdi,code,td,dd{unicode-bidi:isolate}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:.5rem;padding:.5rem;background:var(--bg);z-index:9}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.bad{color:var(--bad)}.warn{color:var(--warn)}.good{color:var(--good)}.calm{color:var(--calm)}.dim{color:var(--dim)}
.small{font-size:.875rem}
.banner{padding:1.25rem;border:1px solid var(--line);border-left:.6rem solid currentColor;border-radius:.5rem;background:var(--soft)}
.banner p{color:var(--text)}
.banner .mark{margin-right:.5rem}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:1rem 0}
.facts dt{color:var(--dim)}
.facts dd{margin:0;overflow-wrap:anywhere}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:1rem 0;padding:0;list-style:none}
.tallies{display:grid;grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));gap:.75rem;margin:1rem 0;padding:0;list-style:none}
.tallies li{padding:.6rem .8rem;border:1px solid var(--line);border-radius:.5rem;background:var(--soft)}
.tallies b{display:block;font-size:1.5rem;line-height:1.2}
.scroll{overflow-x:auto;margin:.75rem 0;border:1px solid var(--line);border-radius:.5rem}
table{border-collapse:collapse;width:100%;font-size:.875rem}
th,td{padding:.35rem .6rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
tr:last-child>*{border-bottom:0}
thead th{background:var(--soft);vertical-align:bottom}
.matrix th[scope=row]{position:sticky;left:0;min-width:11rem;max-width:24rem;background:var(--bg);font-weight:400;overflow-wrap:anywhere}
.matrix thead th:first-child{left:0}
.tall{max-height:80vh;overflow-y:auto}.tall thead th{position:sticky;top:0;z-index:1}.tall thead th:first-child{z-index:2}.matrix td{white-space:nowrap}.matrix td.bad{background:color-mix(in srgb,var(--bad) 10%,var(--bg))}.matrix td.warn{background:color-mix(in srgb,var(--warn) 10%,var(--bg))}.matrix td.calm{background:color-mix(in srgb,var(--calm) 10%,var(--bg))}.matrix td.good{background:color-mix(in srgb,var(--good) 10%,var(--bg))}
.matrix thead th{min-width:5.5rem;max-width:9rem;overflow-wrap:break-word}
.filters{display:flex;flex-wrap:wrap;gap:.75rem;align-items:end;margin:1rem 0;padding:.75rem;border:1px solid var(--line);border-radius:.5rem;background:var(--soft)}
.filters label{display:grid;gap:.2rem;flex:1 1 9rem;font-size:.875rem}
input,select,button{min-height:2.5rem;padding:.35rem .6rem;border:1px solid var(--dim);border-radius:.4rem;background:var(--bg);color:var(--text);font:inherit}
button{cursor:pointer}
.check{margin:.75rem 0;border:1px solid var(--line);border-radius:.5rem}
.check>summary{padding:.6rem .8rem;border-radius:.5rem;background:var(--soft)}
summary{cursor:pointer;overflow-wrap:anywhere}
.check>summary h3{display:inline;font-weight:600}
.body{padding:.25rem .9rem .9rem}
.finding{margin:.75rem 0;padding:.1rem 0 .1rem .8rem;border-left:.25rem solid var(--line);content-visibility:auto;contain-intrinsic-size:auto 5rem}
.finding p{margin:.25rem 0}
.badge{display:inline-block;margin-right:.35rem;padding:0 .45rem;border:1px solid currentColor;border-radius:1rem;font-size:.8rem;font-weight:600;white-space:nowrap}
.inner{margin:.5rem 0}
.paste{margin:.5rem 0}
.paste div{display:flex;justify-content:space-between;align-items:center;gap:.5rem;font-size:.875rem}
.paste button{min-height:2rem;padding:.1rem .6rem}
pre{margin:.25rem 0;padding:.6rem .8rem;overflow-x:auto;border:1px solid var(--line);border-radius:.4rem;background:var(--soft);white-space:pre}
.plain{margin:.5rem 0;padding-left:1.2rem}
.plain li{margin:.25rem 0;overflow-wrap:anywhere}
footer{margin-top:3rem;border-top:1px solid var(--line);color:var(--dim);font-size:.875rem}
@media (max-width:40rem){body{padding:.75rem .75rem 3rem}h1{font-size:1.6rem}.facts{grid-template-columns:1fr;gap:0}.facts dd{margin-bottom:.5rem}.body{padding:.25rem .6rem .6rem}.tallies{grid-template-columns:1fr 1fr}.matrix th[scope=row]{min-width:9rem;max-width:9rem}.cards thead{position:absolute;left:-99rem}.cards tr,.cards td{display:block}.cards tr{padding:.5rem 0;border-bottom:1px solid var(--line)}.cards td{padding:.1rem .6rem;border:0}.cards td::before{content:attr(data-label) ": ";color:var(--dim)}}
@media print{:root{${variables(COLORS.light)}}body{max-width:none;padding:0;font-size:9.5pt}nav,.filters,button,.skip{display:none!important}.scroll{overflow:visible;max-height:none}.matrix{font-size:8pt}.matrix th,.matrix td{padding:.15rem .25rem}.matrix .word{display:none}.matrix thead th{min-width:0}.matrix thead th+th{writing-mode:vertical-rl;max-height:9rem}.matrix th{position:static!important}pre{white-space:pre-wrap;overflow-wrap:anywhere}h2,summary,.finding p:first-child{break-after:avoid}.finding,.paste,tr{break-inside:avoid}.finding{content-visibility:visible}details::details-content{content-visibility:visible;block-size:auto}a{color:inherit}}
`;
