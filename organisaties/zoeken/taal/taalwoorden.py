"""Words that point at a language: countries and peoples by BCP 47 code.

'Poolse man' lifts what is offered in Polish. It is about the language someone can be helped in; nobody is
matched by nationality (hard rule 7). A coördinator adds words in the thesaurus: a line with the name of a
language in it makes its other words point at that language too.
"""

TAALWOORDEN: dict[str, str] = {
    "ar": "arabisch arabische syrie syrisch syrische syrier syriers irak irakees iraakse marokko jemen soedan "
    "soedanees soedanese libanon palestina palestijns palestijnse egypte egyptisch algerije tunesie libie arabic",
    "ti": "tigrinya tigrinia eritrea eritrees eritrese eritreeer eritreeers tigray",
    "am": "amhaars ethiopie ethiopisch ethiopische amharisch",
    "uk": "oekraine oekraiens oekraiense oekrainer oekrainers ukraine ukrainian",
    "ru": "russisch russische rusland rus russen russian wit-rusland",
    "fa": "farsi perzisch perzische iran iraans iraanse iranier iraniers",
    "prs": "dari afghaans afghaanse afghanistan afghaan afghanen",
    "ps": "pasjtoe pashto pasjto",
    "tr": "turks turkse turkije turk turken turkish",
    "ku": "koerdisch koerdische koerd koerden kurmanji koerdistan",
    "so": "somalisch somalische somalie somali somalier somaliers",
    "pl": "pools poolse polen pool polish",
    "ro": "roemeens roemeense roemenie roemeen roemenen",
    "bg": "bulgaars bulgaarse bulgarije bulgaar bulgaren",
    "hu": "hongaars hongaarse hongarije hongaar hongaren",
    "es": "spaans spaanse spanje spanish colombia venezuela colombiaans venezolaans latijns-amerika",
    "pt-BR": "portugees portugese portugeestalig brazilie braziliaans braziliaanse braziliaan brazilianen portugal",
    "fr": "frans franse frankrijk guinee congo kameroen french",
    "en": "engels engelse english ghana ghanees nigeria nigeriaans",
    "ber": "berbers tamazight riffijns tarifit marokkaans marokkaanse",
}
