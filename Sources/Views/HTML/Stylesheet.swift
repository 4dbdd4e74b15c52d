/// How pages look: light and dark, on screen and on paper.
///
/// Status is never told by colour alone.
enum Stylesheet {
  static let text = """
    :root {
      --paper: #ffffff; --ink: #1c2126; --faint: #59636e; --rule: #d5dae0; --panel: #f5f7f9;
      --good: #1a7f37; --bad: #b42318; --unsure: #8a5a00; --accent: #0a5cc2; --track: #e6eaef;
      --reference: #b9c1ca; color-scheme: light dark;
    }
    @media screen and (prefers-color-scheme: dark) {
      :root {
        --paper: #14181c; --ink: #e6e9ed; --faint: #a1abb6; --rule: #353d46; --panel: #1c2228;
        --good: #57c26e; --bad: #ff8a7d; --unsure: #e0ac4b; --accent: #7ab5ff; --track: #2b333b;
        --reference: #56616c;
      }
    }
    * { box-sizing: border-box; }
    body {
      margin: 0 auto; padding: 2rem 1rem 4rem; max-width: 66rem; background: var(--paper);
      color: var(--ink); font: 1rem/1.5 system-ui, sans-serif;
    }
    h1 { font-size: 1.6rem; margin: 0; }
    h2 { font-size: 1.2rem; margin: 2.5rem 0 .75rem; border-bottom: 1px solid var(--rule); }
    h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
    p { max-width: 44rem; }
    .faint, figcaption, .footer { color: var(--faint); }
    .headline { font-size: 1.25rem; font-weight: 600; padding: .75rem 1rem; border-left: .4rem solid; }
    .good { color: var(--good); } .bad { color: var(--bad); }
    .unsure, .conditional { color: var(--unsure); }
    td > span { white-space: nowrap; }
    .headline.good, .headline.bad, .headline.unsure { background: var(--panel); }
    .scroll { overflow-x: auto; }
    @media screen and (max-width: 40rem) { .scroll.wide > table { min-width: 40rem; } }
    table { border-collapse: collapse; width: 100%; font-size: .92rem; }
    th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; }
    th { color: var(--faint); font-weight: 600; }
    tbody tr { border-top: 1px solid var(--rule); }
    code { font-size: .9em; background: var(--panel); padding: 0 .2em; overflow-wrap: anywhere; }
    figure { margin: 1rem 0; } figcaption { font-size: .92rem; margin-top: .25rem; }
    .gallery { display: grid; gap: 1.5rem; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); }
    .gallery.wide { grid-template-columns: repeat(auto-fill, minmax(24rem, 1fr)); }
    details { margin: .25rem 0; } summary { cursor: pointer; color: var(--accent); min-height: 24px; }
    :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
    ol.steps li { margin-bottom: .75rem; }
    .kept { border-left: .25rem solid var(--rule); padding-left: 1rem; }
    svg { width: 100%; height: auto; display: block; }
    svg text { fill: var(--ink); font: 13px system-ui, sans-serif; }
    svg .strong { font-weight: 600; } svg .faint { fill: var(--faint); }
    svg .small { font-size: 12px; fill: var(--faint); }
    svg .current { fill: var(--accent); }
    .rung { fill: none; stroke: var(--rule); } .rung.skipped { stroke-dasharray: 3 3; }
    .rung.next { stroke: var(--accent); stroke-width: 2; }
    .fill { fill: var(--track); } .fill.next { fill: var(--accent); fill-opacity: .28; }
    .fill.passed { fill: var(--good); fill-opacity: .35; }
    .fill.slipped { fill: var(--bad); fill-opacity: .25; }
    .target { fill: none; stroke: var(--ink); stroke-dasharray: 5 3; }
    .track { fill: var(--track); } .bar { fill: var(--accent); fill-opacity: .5; }
    .proved { fill: var(--accent); } .mark { stroke: var(--ink); stroke-width: 2; }
    .reference { fill: var(--reference); } .outline { fill: none; stroke: var(--accent); stroke-width: 2; }
    .paper { fill: var(--paper); } .iso { fill: none; stroke: var(--ink); stroke-dasharray: 4 3; }
    .band.minor { fill: var(--good); fill-opacity: .18; }
    .band.notable { fill: var(--unsure); fill-opacity: .22; }
    .band.grave { fill: var(--bad); fill-opacity: .3; }
    .spot { fill: var(--ink); stroke: var(--paper); stroke-width: 1.5; }
    .axis, .whisker { stroke: var(--faint); } .limit { stroke: var(--bad); stroke-dasharray: 5 4; }
    .dot.good { fill: var(--good); } .dot.bad { fill: var(--bad); }
    .dot.unsure, .dot.conditional { fill: var(--paper); stroke: var(--unsure); stroke-width: 2; }
    .dot.none { fill: var(--faint); }
    .number { text-align: right; padding-right: 1.2rem; font-variant-numeric: tabular-nums; }
    .paper { fill: var(--paper); } .grid { stroke: var(--rule); } .grid.level { stroke-dasharray: 1 3; }
    .criterion { fill: var(--panel); stroke: var(--faint); }
    .criterion.good { stroke: var(--good); } .criterion.bad { stroke: var(--bad); }
    .criterion.conditional, .criterion.unsure { stroke: var(--unsure); stroke-dasharray: 3 2; }
    .criterion.none { stroke: var(--rule); }
    svg .ink-good { fill: var(--good); } svg .ink-bad { fill: var(--bad); }
    svg .ink-conditional, svg .ink-unsure { fill: var(--unsure); } svg .ink-none { fill: var(--faint); }
    .post { fill: var(--rule); } .post.next { fill: var(--accent); } .post.passed { fill: var(--good); }
    .post.slipped { fill: var(--bad); } .post.skipped { fill: none; stroke: var(--rule); }
    .gain { fill: var(--accent); fill-opacity: .5; } .loss { stroke: var(--bad); }
    .hatch-ground { fill: var(--bad); fill-opacity: .15; } .hatch-line { stroke: var(--bad); stroke-width: 3; }
    .bar.nominal { fill-opacity: .2; stroke: var(--accent); stroke-dasharray: 3 2; } .mark.thin { stroke-width: 1; }
    .stay { stroke: var(--accent); stroke-width: 4; stroke-linecap: round; fill: none; }
    .stay.thin { stroke-width: 2; } .rise { stroke: var(--accent); stroke-width: 1.5; }
    .fall { stroke: var(--bad); stroke-width: 1.5; stroke-dasharray: 4 3; }
    svg .fall-name { fill: var(--bad); font-weight: 600; font-size: 12px; }
    .today { stroke: var(--faint); stroke-dasharray: 2 3; } .renewal { fill: var(--accent); }
    .review { fill: none; stroke: var(--ink); stroke-width: 1.5; } .review.graduate { fill: var(--good); }
    .review.back { fill: var(--bad); } .review.tasks { fill: var(--paper); }
    .band { fill: var(--accent); fill-opacity: .18; }
    .heat { fill: none; stroke: var(--rule); } .heat-1 { fill: var(--accent); fill-opacity: .12; }
    .heat-2 { fill: var(--accent); fill-opacity: .24; } .heat-3 { fill: var(--accent); fill-opacity: .36; }
    .heat-4 { fill: var(--accent); fill-opacity: .48; }
    @page { size: A4; margin: 18mm 16mm; }
    @media print {
      :root { color-scheme: light; }
      body { max-width: none; padding: 0; font-size: 10pt; }
      h2, h3 { break-after: avoid; } h2 { margin-top: 1.5rem; }
      section > .faint { break-after: avoid; }
      p, li { orphans: 3; widows: 3; } p { max-width: none; }
      details > * { display: block; } details::details-content { content-visibility: visible; }
      .pictures details { display: none; }
      tr, figure, .headline { break-inside: avoid; }
      .scroll { overflow: visible; } svg { min-width: 0 !important; } thead { display: table-header-group; }
      td > span { white-space: normal; } td, th { overflow-wrap: break-word; }
      a { color: inherit; }
      a[href^="http"]::after { content: " (" attr(href) ")"; overflow-wrap: anywhere; }
    }
    """
}
