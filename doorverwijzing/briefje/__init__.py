"""The slip ('briefje'): where to go, in Dutch beside someone's own language, on one sheet that betrays nothing.

- `talen` lists the languages and which were read by someone who speaks them; `tolk` finds the words of one language
  in its catalogue (`locale/`), `woorden` holds every sentence and word a slip may use;
- `verraadt` knows which words would betray whom a slip is for or why; `sleutels` keeps those out of addresses too;
- `tijden` says opening times in two languages, `blad` gathers what stands on the sheet, `qr` and `tekening` draw,
  and `pdf` makes the sheet into a file without any network.
"""
