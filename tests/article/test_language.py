"""The language of a text, in every language of Central Asia and those around it."""

import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.article.language import detect

SENTENCES = {
    "en": "The council said on Monday that the new bridge would not be ready before the winter.",
    "de": "Der Rat teilte am Montag mit, dass die neue Brücke nicht vor dem Winter fertig wird.",
    "fr": "Le conseil a annoncé lundi que le nouveau pont ne sera pas prêt avant l’hiver.",
    "es": "El consejo anunció el lunes que el nuevo puente no estará listo antes del invierno.",
    "pt": "O conselho anunciou na segunda que a nova ponte não ficará pronta antes do inverno.",
    "it": "Il consiglio ha detto lunedì che il nuovo ponte non sarà pronto prima dell’inverno.",
    "nl": "De raad zei maandag dat de nieuwe brug niet voor de winter klaar zal zijn.",
    "pl": "Rada poinformowała w poniedziałek, że nowy most nie będzie gotowy przed zimą.",
    "cs": "Rada v pondělí oznámila, že nový most nebude hotový před zimou, ale až na jaře.",
    "sv": "Rådet sade på måndagen att den nya bron inte är klar före vintern.",
    "tr": "Konsey pazartesi günü yeni köprünün kıştan önce hazır olmayacağını ve bir yıl daha "
    "gerektiğini söyledi.",
    "az": "Şura bazar ertəsi bildirib ki, yeni körpü qışdan əvvəl hazır olmayacaq və bir il də "
    "vaxt lazımdır.",
    "uz": "Kengash dushanba kuni yangi koʻprik qishgacha tayyor boʻlmasligini va bu ish uchun "
    "yana bir yil kerak boʻlishini aytdi.",
    "tk": "Geňeş duşenbe güni täze köpriniň gyşa çenli taýýar bolmajakdygyny we ýene bir ýyl "
    "gerekdigini aýtdy.",
    "ru": "Совет сообщил в понедельник, что новый мост не будет готов до зимы.",
    "uk": "Рада повідомила в понеділок, що новий міст не буде готовий до зими.",
    "be": "Савет паведаміў у панядзелак, што новы мост не будзе гатовы да зімы.",
    "kk": "Кеңес дүйсенбіде жаңа көпір қысқа дейін дайын болмайды және тағы бір жыл керек деді.",
    "ky": "Кеңеш дүйшөмбүдө жаңы көпүрө кышка чейин даяр болбойт жана дагы бир жыл керек деди.",
    "tg": "Шӯро рӯзи душанбе гуфт, ки пули нав то зимистон тайёр намешавад ва боз як сол кор аст.",
    "ar": "قال المجلس يوم الاثنين إن الجسر الجديد لن يكون جاهزا قبل الشتاء، وهذا ما كان في الخطة.",
    "fa": "شورا روز دوشنبه گفت که پل جدید تا زمستان آماده نمی‌شود و این کار یک سال دیگر می‌گیرد.",
    "hi": "परिषद ने सोमवार को कहा कि नया पुल सर्दियों से पहले तैयार नहीं होगा।",
    "el": "Το συμβούλιο είπε τη Δευτέρα ότι η νέα γέφυρα δεν θα είναι έτοιμη πριν τον χειμώνα.",
    "ko": "시의회는 월요일에 새 다리가 겨울 전에는 완공되지 않을 것이라고 밝혔다.",
    "zh": "市议会星期一表示，这座新桥在冬天来临之前还不能开放。",
    "zh-Hant": "市議會星期一表示，這座新橋在冬天來臨之前還不能開放。",
    "ja": "市議会は月曜日、新しい橋は冬の前には完成しないと発表した。",
    "he": "המועצה אמרה ביום שני כי הגשר החדש לא יהיה מוכן לפני החורף.",
}


@pytest.mark.parametrize(("language", "sentence"), SENTENCES.items(), ids=SENTENCES)
def test_one_sentence_is_enough_to_know_its_language(language, sentence):
    assert detect(sentence) == language


@pytest.mark.parametrize("apostrophe", "ʻ‘’'`")
def test_uzbek_is_known_however_its_apostrophe_is_typed(apostrophe):
    assert detect(SENTENCES["uz"].replace("ʻ", apostrophe)) == "uz"


def test_a_hint_gives_the_region():
    assert detect(SENTENCES["en"], hint="en_gb") == "en-GB"


def test_a_hint_in_another_language_than_the_text_is_not_believed():
    assert detect(SENTENCES["uz"] * 3, hint="en-US") == "uz"


def test_a_hint_of_another_script_than_the_text_is_not_believed():
    assert detect(SENTENCES["kk"], hint="en") == "kk"


def test_a_language_that_the_table_does_not_know_is_taken_from_the_hint():
    assert detect("Il cussegl ha ditg che la nova punt na vegn betg a fin.", hint="rm") == "rm"


@pytest.mark.parametrize("hint", ["", "english!", "{{ lang }}"])
def test_what_is_no_language_tag_is_no_hint(hint):
    assert detect(SENTENCES["fr"], hint=hint) == "fr"


@pytest.mark.parametrize("text", ["", "2026", "12:30 — 14:00", "Xyzzy"])
def test_a_text_that_tells_nothing_is_english_or_as_hinted(text):
    assert detect(text) == "en"
    assert detect(text, hint="pt-BR") == "pt-BR"


def test_a_long_menu_in_other_languages_does_not_outweigh_the_article():
    menu = "\n".join(["Deutsch und mehr", "Español y más", "Français et plus"] * 200)
    assert detect(f"{menu}\n{SENTENCES['tr']}\n{menu}") == "tr"


def test_the_seed_article_is_english(pytestconfig):
    seed = pytestconfig.rootpath / "tests" / "data" / "kazakhstan-hub.txt"
    assert detect(seed.read_text(encoding="utf-8")) == "en"


def test_a_megabyte_is_known_as_fast_as_a_page():
    text = f"{SENTENCES['en']}\n" * 20_000
    detect(text)
    start = time.process_time()
    assert detect(text) == "en"
    assert time.process_time() - start < 0.1


def test_knowing_a_language_loads_no_library_that_is_slow_to_load():
    code = (
        "import sys; from audionews.article.language import detect;"
        "detect('The house was in the wood.');"
        "print(*{'lxml', 'numpy', 'trafilatura'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not ran.stdout.split()


@given(st.text(), st.text(max_size=8))
def test_any_text_and_any_hint_give_some_language(text, hint):
    assert detect(text, hint=hint)
