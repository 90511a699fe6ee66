"""What the results page says to somebody who asked in another language, in that language.

No speaker has read these sentences yet, as the words themselves (`Taalwoorden.nagekeken`): the page says so.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Zinnen:
    """Sentences in one language: what was understood, what was not and what to do then."""

    code: str
    eigen_naam: str
    begrepen: str
    niet_begrepen: str
    vraag: str
    richting: str = "ltr"


_ALLE = (
    Zinnen("en", "English", "We understood:", "We do not understand this yet. Choose what it is about:",
           "Or ask the worker beside you."),
    Zinnen("es", "Español", "Hemos entendido:", "Todavía no entendemos esto. Elija de qué se trata:",
           "O pregunte a la persona que le ayuda."),
    Zinnen("fr", "Français", "Nous avons compris :", "Nous ne comprenons pas encore cela. Choisissez le sujet :",
           "Ou demandez à la personne qui vous aide."),
    Zinnen("pl", "Polski", "Zrozumieliśmy:", "Jeszcze tego nie rozumiemy. Wybierz, o co chodzi:",
           "Albo zapytaj osobę, która Ci pomaga."),
    Zinnen("pt-BR", "Português (Brasil)", "Entendemos:", "Ainda não entendemos isso. Escolha o assunto:",
           "Ou pergunte à pessoa que está ajudando você."),
    Zinnen("tr", "Türkçe", "Anladığımız:", "Bunu henüz anlamıyoruz. Konuyu seçin:",
           "Ya da yanınızdaki görevliye sorun."),
    Zinnen("so", "Soomaali", "Waxaan fahannay:", "Weli ma fahmin tan. Dooro waxa ay ku saabsan tahay:",
           "Ama weydii qofka ku caawinaya."),
    Zinnen("ar", "العربية", "فهمنا:", "لم نفهم هذا بعد. اختر الموضوع:", "أو اسأل الشخص الذي يساعدك.", "rtl"),
    Zinnen("fa", "فارسی / دری", "متوجه شدیم:", "این را هنوز نمی‌فهمیم. موضوع را انتخاب کنید:",
           "یا از کسی که به شما کمک می‌کند بپرسید.", "rtl"),
    Zinnen("ti", "ትግርኛ", "ተረዲእና:", "እዚ ገና ኣይተረድኣናን። ብዛዕባ እንታይ ምዃኑ ምረጹ፦", "ወይ ነቲ ዝሕግዘኩም ሰብ ሕተቱ።"),
    Zinnen("ru", "Русский", "Мы поняли:", "Мы пока этого не понимаем. Выберите, о чём речь:",
           "Или спросите человека, который вам помогает."),
    Zinnen("uk", "Українська", "Ми зрозуміли:", "Ми поки що цього не розуміємо. Оберіть, про що йдеться:",
           "Або запитайте людину, яка вам допомагає."),
)  # fmt: skip
ZINNEN = {zinnen.code: zinnen for zinnen in _ALLE}
