/// The page's colours and measures; light or dark as the reader has it.
package enum ReportStyle {
  package static let css = """
    :root{color-scheme:light dark;--page:#fbfaf8;--card:#fff;--ink:#1c1e21;--faint:#5b6168;--rule:#d9d6d0;--track:#e7e4de;
    --good:#1a7a3c;--good-soft:#e3f3e7;--bad:#b3261e;--warn:#8a5a00;--note:#2457b3}
    @media(prefers-color-scheme:dark){:root{--page:#14161a;--card:#1c1f24;--ink:#e8e6e3;--faint:#a3a8b0;--rule:#3a3f47;
    --track:#30353c;--good:#56c477;--good-soft:#1d3526;--bad:#ff8078;--warn:#e3b04b;--note:#86b0ff}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--page);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",sans-serif}
    main{max-width:900px;margin:0 auto;padding:32px 20px 48px}
    h1{font-size:30px;line-height:1.2;margin:4px 0 8px}
    h2{font-size:20px;margin:0 0 14px}
    h3{font-size:16px;margin:18px 0 6px}
    p{margin:0 0 12px}
    .kind,.faint,footer{color:var(--faint)}
    .kind{margin:0;font-size:14px}
    .back{margin:0 0 14px}.back a{color:var(--note);display:inline-block;padding:6px 0;overflow-wrap:anywhere}
    .points{font-size:44px;font-weight:700;line-height:1.1;margin:14px 0 2px}
    .points small{font-size:18px;font-weight:400;color:var(--faint)}
    .spoils{border-left:4px solid var(--warn);padding-left:12px;color:var(--faint);font-size:14px}
    section{background:var(--card);border:1px solid var(--rule);border-radius:10px;padding:20px;margin:20px 0}
    svg{display:block;overflow:visible}
    svg text{fill:var(--ink);font-size:14px}
    svg .small{font-size:12.5px}svg .strong{font-weight:600}svg .end{text-anchor:end}svg .middle{text-anchor:middle}
    svg text.faint{fill:var(--faint)}svg text.lit{fill:var(--good)}
    .track{fill:var(--track)}.good{fill:var(--good)}.bad{fill:var(--bad)}.warn{fill:var(--warn)}.note{fill:var(--note)}
    .dim{fill:var(--faint)}.rule,.lane{stroke:var(--rule);stroke-width:1}.lane{stroke-width:3}
    .par{stroke:var(--faint);stroke-dasharray:4 4}
    .cross,.check{fill:none;stroke-width:3}.cross{stroke:var(--bad)}.check{stroke:var(--good)}
    .flag{fill:var(--good);stroke:var(--good);stroke-width:2}
    .box{fill:none;stroke:var(--faint);stroke-dasharray:5 4}
    .box.lit{fill:var(--good-soft);stroke:var(--good);stroke-width:1.5;stroke-dasharray:none}.box.cause{stroke-width:3}
    .edge{fill:none;stroke:var(--faint);stroke-dasharray:5 4}.edge.lit{stroke:var(--good);stroke-dasharray:none}
    .narrow{display:none}
    .legend{display:flex;flex-wrap:wrap;gap:4px 18px;list-style:none;padding:0;margin:14px 0 0;font-size:14px}
    .legend li{display:flex;align-items:center;gap:8px}
    .legend svg{width:18px;height:20px}
    .legend+p{margin-top:14px;font-size:14px}
    details{margin-top:14px}
    summary{cursor:pointer;color:var(--note)}
    table{border-collapse:collapse;width:100%;font-size:14px}
    th,td{text-align:left;vertical-align:top;padding:5px 10px 5px 0;border-top:1px solid var(--rule)}
    thead th{border-top:0}thead th.number{text-align:right}
    td:last-child,th:last-child{padding-right:0}
    .number,.time{white-space:nowrap;font-variant-numeric:tabular-nums}.number{text-align:right}
    code{font:13px/1.5 ui-monospace,"SFMono-Regular",Menlo,Consolas,monospace;overflow-wrap:anywhere;white-space:pre-wrap}
    .shown{color:var(--good)}
    .sides{display:grid;grid-template-columns:1fr 1fr;gap:0 28px;margin-top:18px}
    .sides>div{min-width:0}
    :focus-visible{outline:3px solid var(--note);outline-offset:2px}
    @media(max-width:720px){main{padding:20px 12px 36px}section{padding:16px 14px}h1{font-size:25px}
    .sides{grid-template-columns:1fr}.wide{display:none}.narrow{display:block}}
    @media print{section{break-inside:avoid}.back{display:none}}

    """
}
