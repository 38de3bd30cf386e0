"""The languages a service may say its words in, and which way each is written."""

from __future__ import annotations

from dataclasses import dataclass

SOURCE = "en"
"""What every service has words in; words in another language say the same as a version of these."""


@dataclass(frozen=True)
class Language:
    """`code` as in BCP 47; its name in English and in the language itself; its yes and no."""

    code: str
    name: str
    own_name: str
    yes: str
    no: str
    direction: str = "ltr"


_ALL = (
    Language(SOURCE, "English", "English", "Yes", "No"),
    Language("ar", "Arabic", "العربية", "نعم", "لا", "rtl"),
    Language("bn", "Bengali", "বাংলা", "হ্যাঁ", "না"),
    Language("zh", "Chinese", "中文", "是", "否"),
    Language("fr", "French", "Français", "Oui", "Non"),
    Language("gu", "Gujarati", "ગુજરાતી", "હા", "ના"),
    Language("hu", "Hungarian", "Magyar", "Igen", "Nem"),
    Language("ckb", "Kurdish (Sorani)", "کوردی", "بەڵێ", "نەخێر", "rtl"),
    Language("lt", "Lithuanian", "Lietuvių", "Taip", "Ne"),
    Language("ps", "Pashto", "پښتو", "هو", "نه", "rtl"),
    Language("fa", "Persian", "فارسی", "بله", "خیر", "rtl"),
    Language("pl", "Polish", "Polski", "Tak", "Nie"),
    Language("pt", "Portuguese", "Português", "Sim", "Não"),
    Language("pa", "Punjabi", "ਪੰਜਾਬੀ", "ਹਾਂ", "ਨਹੀਂ"),
    Language("ro", "Romanian", "Română", "Da", "Nu"),
    Language("ru", "Russian", "Русский", "Да", "Нет"),
    Language("sk", "Slovak", "Slovenčina", "Áno", "Nie"),
    Language("so", "Somali", "Soomaali", "Haa", "Maya"),
    Language("es", "Spanish", "Español", "Sí", "No"),
    Language("tr", "Turkish", "Türkçe", "Evet", "Hayır"),
    Language("uk", "Ukrainian", "Українська", "Так", "Ні"),
    Language("ur", "Urdu", "اردو", "ہاں", "نہیں", "rtl"),
    Language("cy", "Welsh", "Cymraeg", "Ie", "Na"),
)
LANGUAGES = {one.code: one for one in _ALL}
