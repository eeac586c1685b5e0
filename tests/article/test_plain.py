import json
import time
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.article.decode import decode
from audionews.article.plain import read_plain
from audionews.model import BlockKind

DATA = Path(__file__).parents[1] / "data"
KINDS_OF_THE_SEED = {"p": "paragraph", "subhead": "subheading"}

ONE = (
    "The harbour council of Norvik agreed on Tuesday to close the old fish pier for two years, "
    "after engineers had found cracks in eleven of its oak pillars."
)
TWO = (
    "“Nobody wants to see a lorry in the water,” said Ida Lund, who has led the council since "
    "2014, at the end of a meeting that lasted until midnight."
)
THREE = (
    "The fishermen will land their catch at the ferry quay in the meantime, and the town will "
    "pay for the additional cranes that they need there."
)
FOUR = (
    "A new pier of steel is to cost nine million crowns, of which the region has promised a "
    "third; the rest is to come from a loan."
)
HEADLINE = "Norvik closes its old fish pier for two years"


def squeezed(text):
    return "".join(text.split())


def read(*lines):
    """The kinds of the blocks of lines that blank lines part, and the article."""
    article = read_plain("\n\n".join(lines))
    return [block.kind.value for block in article.blocks], article


def kind_of(article, text):
    """The kinds of the blocks that the text is found in."""
    return [block.kind.value for block in article.blocks if text in block.text]


def test_the_first_article_is_read_as_it_was_annotated_by_hand():
    article = read_plain((DATA / "kazakhstan-hub.txt").read_text(encoding="utf-8"))
    wanted = json.loads((DATA / "kazakhstan-hub.structure.json").read_text(encoding="utf-8"))
    lines = {each["line"]: each["kind"] for each in wanted["lines"] if each["kind"] != "blank"}
    found = {
        block.line: block.kind.value
        for block in article.blocks
        if block.kind not in {BlockKind.CREDIT, BlockKind.DATELINE}
    }
    assert found == {line: KINDS_OF_THE_SEED.get(kind, kind) for line, kind in lines.items()}
    assert article.authors == ("Ksenia Bondal",)
    assert article.date == ""
    assert kind_of(article, "ASTANA --") == ["dateline"]
    assert [block.text for block in article.blocks if block.kind is BlockKind.CREDIT] == [
        "[Ksenia Bondal]",
        "[General Prosecutor's Office]",
    ]


LINES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [ONE, TWO, HEADLINE, "By Ida Lund", "Read more:", "Comments", "* * *", "- a", ""]
    ),
)


@given(st.lists(LINES).map("\n".join))
def test_no_word_of_any_text_is_lost_doubled_or_moved(text):
    decoded = decode(text.encode("utf-8", "surrogatepass"), name="a.txt")
    article = read_plain(decoded)
    assert squeezed("".join(block.text for block in article.blocks)) == squeezed(decoded)
    assert all(block.text == " ".join(block.text.split()) != "" for block in article.blocks)


@given(st.lists(LINES).map("\n".join))
def test_every_block_has_its_line_its_reason_and_its_confidence(text):
    article = read_plain(decode(text.encode("utf-8", "surrogatepass"), name="a.txt"))
    lines = [block.line for block in article.blocks]
    assert lines == sorted(lines)
    assert all(block.reason and 0 < block.confidence <= 1 for block in article.blocks)


def test_headline_byline_and_date_come_before_the_body():
    kinds, article = read(HEADLINE, "By Marta Feld", "12 March 2021", ONE, TWO)
    assert kinds == ["headline", "byline", "date", "paragraph", "paragraph"]
    assert (article.headline, article.authors, article.date) == (
        HEADLINE,
        ("Marta Feld",),
        "2021-03-12",
    )


def test_a_headline_stands_below_a_kicker():
    kinds, _ = read("Coast", HEADLINE, "Marta Feld", "12 March 2021", ONE, TWO)
    assert kinds == ["kicker", "headline", "byline", "date", "paragraph", "paragraph"]


def test_a_headline_stands_below_an_address_and_share_buttons():
    kinds, _ = read(
        "https://news.example.org/coast/pier-1234.html", "Facebook", "Twitter", HEADLINE, ONE, TWO
    )
    assert kinds == [*["boilerplate"] * 3, "headline", "paragraph", "paragraph"]


def test_a_headline_is_found_below_cookies_and_a_menu_of_languages():
    menu = ["Albanian Shqip", "Arabic العربية", "German Deutsch", "Russian Русский", "Weather"]
    text = "\n".join(
        [
            "We use cookies to improve our service for you.",
            "Accept",
            *menu * 6,
            HEADLINE,
            "12 March 2021",
            "",
            ONE,
            "",
            TWO,
        ]
    )
    article = read_plain(text)
    assert article.headline == HEADLINE
    assert [block.text for block in article.spoken] == [HEADLINE, "12 March 2021", ONE, TWO]


def test_a_headline_may_be_a_question():
    kinds, _ = read("Will the pier of Norvik ever open again?", ONE, TWO)
    assert kinds == ["headline", "paragraph", "paragraph"]


def test_a_headline_printed_twice_is_spoken_once():
    kinds, article = read(HEADLINE, "Print", HEADLINE, ONE, TWO)
    assert kinds == ["headline", "boilerplate", "boilerplate", "paragraph", "paragraph"]
    assert article.blocks[2].reason == "the headline once more"


@pytest.mark.parametrize("stop", ["", "."])
def test_a_standfirst_stands_below_the_headline(stop):
    deck = "Engineers found cracks in eleven pillars and the fishermen have to move" + stop
    kinds, _ = read(HEADLINE, deck, "By Marta Feld", ONE, TWO)
    assert kinds == ["headline", "standfirst", "byline", "paragraph", "paragraph"]


def test_a_standfirst_without_a_full_stop_needs_no_byline_below_it():
    deck = "Engineers found cracks in eleven pillars and the fishermen have to move"
    kinds, _ = read(HEADLINE, deck, ONE, TWO)
    assert kinds == ["headline", "standfirst", "paragraph", "paragraph"]


def test_a_byline_and_a_date_may_share_a_line():
    _, article = read(HEADLINE, "by Marta Feld22 Dec 2016651", ONE, TWO)
    assert article.authors == ("Marta Feld",)
    assert article.date == "2016-12-22"


def test_a_dateline_is_a_block_of_its_own():
    kinds, article = read(HEADLINE, "NORVIK, March 12 (Havn) -- " + ONE, TWO)
    assert kinds == ["headline", "dateline", "paragraph", "paragraph"]
    assert article.blocks[1].text == "NORVIK, March 12 (Havn) --"
    assert article.blocks[1].line == article.blocks[2].line == 3


def test_a_caption_and_its_credit_on_one_line_become_two_blocks():
    kinds, article = read(HEADLINE, ONE, "A trawler at the pier in August. [Ida Lund]", TWO)
    assert kinds == ["headline", "paragraph", "caption", "credit", "paragraph"]
    assert article.blocks[2].line == article.blocks[3].line


def test_a_credit_below_a_line_makes_it_a_caption():
    kinds, _ = read(HEADLINE, ONE, "A trawler at the pier in August.", "Photo: Ida Lund, AP", TWO)
    assert kinds == ["headline", "paragraph", "caption", "credit", "paragraph"]


def test_a_caption_may_be_labelled_and_have_no_credit():
    kinds, _ = read(HEADLINE, ONE, "Media caption The mayor spoke about the pier", TWO)
    assert kinds == ["headline", "paragraph", "caption", "paragraph"]


def test_a_caption_printed_twice_is_no_paragraph():
    line = "A trawler waits at the pier of Norvik on a morning in late August 2020"
    kinds, _ = read(HEADLINE, "12 March 2021", line, "Caption", line, "Close", ONE, TWO)
    assert kinds[2:6] == ["caption", "boilerplate", "caption", "boilerplate"]


def test_picture_counters_are_left_out():
    kinds, _ = read(HEADLINE, "Image 1 of / 8", "1 / 8", ONE, TWO)
    assert kinds == ["headline", *["boilerplate"] * 2, "paragraph", "paragraph"]


def test_quotations_with_brackets_are_no_captions():
    kinds, _ = read(HEADLINE, ONE, "“The town installs [the necessary] cranes,” he told Havn.", TWO)
    assert kinds == ["headline", "paragraph", "paragraph", "paragraph"]


def test_links_inside_the_article_are_left_out():
    article = read_plain(
        dedent(f"""\
        {HEADLINE}

        {ONE}

        More:
        Fishermen see the move as only hope
        Young people must be heard, says harbour master
        Region invites mayors for two-day talks

        {TWO}

        Storm Berta: three boats lost in the night
        Read more

        {THREE}
        """)
    )
    assert [block.text for block in article.spoken] == [HEADLINE, ONE, TWO, THREE]


def test_a_teaser_of_two_lines_is_left_out():
    teaser = "The Coast\nIn Norvik, the Sea Has Always Taken Its Share Back"
    text = f"{HEADLINE}\n\n{ONE}\n\n{teaser}\n\n{TWO}"
    article = read_plain(text)
    assert [block.text for block in article.spoken] == [HEADLINE, ONE, TWO]


def test_a_share_block_does_not_end_the_article():
    share = "Compartilhe\nFacebook\nWhatsapp\nTwitter\nPinterest\nE-mail\nCopiar link"
    kinds, _ = read(HEADLINE, ONE, TWO, share, THREE, FOUR)
    assert kinds == [
        *("headline", "paragraph", "paragraph"),
        *["boilerplate"] * 7,
        *("paragraph", "paragraph"),
    ]


def test_an_advertisement_between_paragraphs_is_left_out():
    kinds, _ = read(
        HEADLINE, ONE, "CONTINUA DEPOIS DA PUBLICIDADE", TWO, "SIGN UP FOR OUR NEWSLETTER", THREE
    )
    assert kinds == [
        *("headline", "paragraph", "boilerplate", "paragraph", "boilerplate", "paragraph")
    ]


def test_sub_headings_are_short_lines_between_paragraphs():
    kinds, article = read(
        HEADLINE, ONE, "Cranes at the quay", TWO, THREE, "Who will pay for it?", FOUR
    )
    assert kinds == [
        *("headline", "paragraph", "subheading", "paragraph", "paragraph"),
        *("subheading", "paragraph"),
    ]
    assert [section.heading for section in article.sections] == [
        HEADLINE,
        "Cranes at the quay",
        "Who will pay for it?",
    ]


def test_a_label_of_a_fact_box_is_a_sub_heading():
    kinds, _ = read(HEADLINE, ONE, "Profile | Ida Lund", TWO, "Analysis: Tom Arden, Norvik", THREE)
    assert kinds[2] == kinds[4] == "subheading"


def test_a_caption_right_above_a_sub_heading_is_not_part_of_it():
    caption = "The quay is getting ready to welcome the trawlers"
    text = f"{HEADLINE}\n\n{ONE}\n\n{caption}\nNew cranes\n\n{TWO}"
    assert [block.kind.value for block in read_plain(text).blocks] == [
        *("headline", "paragraph", "caption", "subheading", "paragraph")
    ]


def test_lines_under_a_colon_are_a_list():
    items = "The pier is closed to lorries\nThe quay gets two cranes\nThe loan is paid back by 2040"
    kinds, _ = read(HEADLINE, ONE, "At the meeting the council also decided:", items, TWO)
    assert kinds == ["headline", "paragraph", "paragraph", *["list_item"] * 3, "paragraph"]


def test_bullets_and_numbers_are_lists():
    bullets = "- The pier will be closed to lorries\n- The quay gets two cranes"
    numbers = "1. The pier will be closed to lorries\n2. The quay gets two cranes"
    kinds, _ = read(HEADLINE, ONE, bullets, TWO, numbers, THREE)
    assert kinds.count("list_item") == 4


def test_columns_are_rows_of_a_table():
    rows = "Quay\tDepth\tOpen\nOld pier\t4 m\tclosed\nFerry quay\t7 m\topen all year"
    kinds, _ = read(HEADLINE, ONE, "The quays", rows, TWO)
    assert kinds == ["headline", "paragraph", "subheading", *["table_row"] * 3, "paragraph"]


def test_quoted_lines_are_a_block_quote():
    kinds, _ = read(HEADLINE, ONE, "> We cannot wait for another winter.", TWO)
    assert kinds == ["headline", "paragraph", "block_quote", "paragraph"]


def test_a_pull_quote_repeats_words_of_the_body():
    kinds, _ = read(HEADLINE, ONE, "Nobody wants to see a lorry in the water", TWO, THREE)
    assert kinds[2] in {"pull_quote", "subheading"}
    kinds, _ = read(HEADLINE, ONE, "Nobody wants to see a lorry in the water.", TWO, THREE)
    assert kinds[2] == "pull_quote"


def test_who_the_writers_are_is_not_read_out():
    kinds, _ = read(
        HEADLINE,
        "By Marta Feld and Ben Ode",
        ONE,
        TWO,
        "Marta Feld reported from Norvik, and Ben Ode from Marsa.",
        "Marta Feld",
        "Marta Feld is a reporter for the Harbour Tribune.",
    )
    assert kinds == ["headline", "byline", "paragraph", "paragraph", "bio", "bio", "bio"]


def test_sources_topics_and_comments_end_the_article():
    kinds, _ = read(
        HEADLINE,
        ONE,
        TWO,
        "SOURCE: News agencies",
        "Topics",
        "Norvik",
        "Comments",
        "Post a comment",
        "12 March 2021",
        "I have fished there for forty years and I can tell you that the pier is sound enough.",
        "13 March 2021",
        "The council should be ashamed of itself, and so should every one of the engineers.",
    )
    assert kinds == ["headline", "paragraph", "paragraph", *["boilerplate"] * 9]


def test_an_agency_story_is_read_without_its_slugs_and_notes():
    article = read_plain(
        dedent("""\
        ecp0007 4 s 850  dpa-tns 0908

        Shipping/harbours/
        1ST LEAD
        Norvik closes its old pier, and the fishermen have to move
        By Tom Arden, The Harbour Tribune =

        Norvik (tca/dpa) - The harbour council of Norvik agreed on Tuesday
        to close the old fish pier for two years, after engineers had found
        cracks in eleven of its pillars.

        "Nobody wants to see a lorry in the water," said Ida Lund, who has
        led the council since 2014.

        # Notebook

        ## Note to editors
        - Distributed by the Harbour Agency

        * * * *
        The following information is not intended for publication

        ## Editorial contacts
        - Editing by: Ben Ode, <desk@harbour.example>

        dpa tca bo

        211259 Nov 18
        """)
    )
    assert [(block.kind.value, block.text) for block in article.spoken] == [
        ("headline", "Norvik closes its old pier, and the fishermen have to move"),
        ("byline", "By Tom Arden, The Harbour Tribune ="),
        ("dateline", "Norvik (tca/dpa) -"),
        (
            "paragraph",
            (
                "The harbour council of Norvik agreed on Tuesday to close the old fish pier for "
                "two years, after engineers had found cracks in eleven of its pillars."
            ),
        ),
        (
            "paragraph",
            (
                '"Nobody wants to see a lorry in the water," said Ida Lund, who has led the '
                "council since 2014."
            ),
        ),
    ]
    assert {block.kind.value for block in article.omitted} == {"furniture"}


def test_an_agency_story_of_the_old_kind_is_parted_by_indents():
    article = read_plain(
        "NORVIK CLOSES ITS OLD PIER\n\n"
        "\t   NORVIK, Norway (HA) _ The harbour council of Norvik agreed on\n"
        "Tuesday to close the old fish pier for two years, after engineers\n"
        "had found cracks.\n"
        "\t   ``Nobody wants to see a lorry in the water,'' said Ida Lund _\n"
        "the head of the council _ after a meeting that lasted until\n"
        "midnight. The council had decided on three things:\n"
        "\t   _ The pier is closed to lorries and to every other vehicle that\n"
        "is heavier than a hand-\n"
        "cart.\n"
        "\t   _ The quay gets two cranes.\n"
        "\n"
        "\t   (STORY CAN END HERE. OPTIONAL MATERIAL FOLLOWS)\n"
        "\n"
        "\t   A new pier is to cost nine million crowns, of which the region\n"
        "has promised a third.\n"
        "\t   (tm-bo)\n"
        "\t   (END)\n"
    )
    assert [block.kind.value for block in article.blocks] == [
        *("headline", "dateline", "paragraph", "paragraph", "list_item", "list_item"),
        *("furniture", "paragraph", "furniture", "furniture"),
    ]
    assert article.blocks[4].text.endswith("that is heavier than a hand-cart.")
    assert "``Nobody wants to see a lorry in the water,''" in article.blocks[3].text


def test_labels_of_a_data_base_are_left_out():
    kinds, _ = read(HEADLINE, "FULL TEXT.", ONE, TWO)
    assert kinds == ["headline", "boilerplate", "paragraph", "paragraph"]


def test_paragraphs_need_no_blank_lines_between_them():
    text = f"{HEADLINE}\nBy Marta Feld\n{ONE}\n{TWO}\nCranes at the quay\n{THREE}\n{FOUR}"
    assert [block.kind.value for block in read_plain(text).blocks] == [
        *("headline", "byline", "paragraph", "paragraph", "subheading", "paragraph", "paragraph")
    ]


def test_short_sentences_on_lines_of_their_own_are_no_wrapped_text():
    sentences = [f"The {number} trawler left the old pier in May." for number in range(10, 18)]
    article = read_plain("\n".join([HEADLINE, *sentences]))
    assert [block.text for block in article.blocks[1:]] == sentences


CHINESE = (
    "港口委员会星期二决定关闭旧渔码头两年，因为工程师在十一根橡木桩上发现了裂缝。",
    "委员会主席说，没有人希望看到卡车掉进水里，会议一直开到午夜才结束。",
)
JAPANESE = (
    "港の委員会は火曜日、技術者が十一本の柱にひびを見つけたため、古い桟橋を二年間閉鎖することを決めた。",
    "委員長は会議の後、誰もトラックが海に落ちるのを見たくないと述べた。",
)


@pytest.mark.parametrize(
    "lines",
    [
        ("港口关闭旧渔码头", "2021-03-12 15:13", CHINESE[0], "渔民的反应", CHINESE[1]),
        ("古い桟橋、二年間閉鎖へ", "2021年3月12日 13時16分", JAPANESE[0], "漁師の声", JAPANESE[1]),
    ],
)
def test_scripts_without_blanks_are_read_alike(lines):
    kinds, article = read(*lines)
    assert kinds == ["headline", "date", "paragraph", "subheading", "paragraph"]
    assert article.date == "2021-03-12"


def test_a_wrapped_text_without_blanks_is_joined_without_them():
    article = read_plain(
        "古い桟橋、二年間閉鎖へ\n\n"
        "港の委員会は火曜日、技術者が十一本の\n"
        "柱にひびを見つけたため、古い桟橋を二\n"
        "年間閉鎖することを決めた。会議は夜中\n"
        "まで続いた。\n"
    )
    assert "十一本の柱に" in article.blocks[1].text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", ("Teilen", "Anzeige", "Mehr zum Thema", "Kommentare")),
        ("fr", ("Partager", "Publicité", "Lire aussi : Le port de demain", "Commentaires")),
        ("es", ("Compartir", "Publicidad", "Lea también: El puerto de mañana", "Comentarios")),
        ("pt", ("Compartilhe", "Publicidade", "Leia também: O porto de amanhã", "Comentários")),
        ("it", ("Condividi", "Pubblicità", "Leggi anche: Il porto di domani", "Commenti")),
        ("ru", ("Поделиться", "Реклама", "Читайте также: Порт завтра", "Комментарии")),
        ("ja", ("シェア", "印刷", "関連記事", "コメント")),
        ("ar", ("مشاركة", "إعلان", "اقرأ أيضا: الميناء غدا", "إضافة تعليق")),
        ("hi", ("शेयर करें", "विज्ञापन", "यह भी पढ़ें: बंदरगाह कल", "टिप्पणी")),
    ],
)
def test_the_words_of_a_page_are_known_in_many_languages(language, words):
    share, advertisement, related, comments = words
    kinds, article = read(HEADLINE, share, ONE, advertisement, TWO, related, THREE, comments)
    assert kinds == [
        *("headline", "boilerplate", "paragraph", "boilerplate", "paragraph", "boilerplate"),
        *("paragraph", "boilerplate"),
    ]
    assert read_plain(ONE, language=language).language == language
    assert article.language == "en"


@pytest.mark.parametrize(
    "sentence",
    [
        "Follow the money, prosecutors told the court, and the trail leads to a bank in Marsa.",
        "Related to this, the police searched three houses in the old town on Monday evening.",
        "Copyright lawyers said that the ruling would change how songs are licensed in the region.",
        "By continuing to block the talks, the party has lost its last allies, analysts said.",
        "Facebook changed its terms of service last year, and the regulator went to court.",
        "Comments by the minister on Friday had suggested that the port would be sold this year.",
        "Share prices fell by a third, and the bank closed its doors on Thursday afternoon.",
        "More than 300 people came to the quay to see the last trawler leave the old pier.",
        "Topics such as fishing quotas were left for the next meeting, which is to be held in May.",
        "Recommended daily doses differ from country to country, the health office said on Monday.",
    ],
)
def test_a_paragraph_may_begin_with_words_that_pages_use(sentence):
    kinds, _ = read(HEADLINE, ONE, sentence, TWO)
    assert kinds == ["headline", "paragraph", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    "piece",
    [
        "(",
        "[a ",
        ". ",
        "A-",
        "word ",
        "新",
        "By A, ",
        "https://",
        "Photo: ",
        "a/AP ",
        "- x\n",
        "Read more:\n",
        "item:\n",
        "a short label\n\n",
        "\t\n",
        "> q\n",
        "A man walks. [Joe Doe]\n",
    ],
)
def test_the_time_grows_with_the_length_alone(piece):
    def seconds(copies):
        start = time.process_time()
        read_plain(piece * copies)
        return time.process_time() - start

    seconds(10)
    assert min(seconds(4000) for _ in range(3)) < 12 * seconds(1000) + 0.1  # others work, too


def test_an_empty_text_gives_an_empty_article():
    assert read_plain("").blocks == ()
    assert read_plain("\n \n\t\n").blocks == ()


def test_a_text_of_one_line_is_read():
    assert [block.text for block in read_plain(ONE).spoken] == [ONE]


SENTENCE = "The fish pier of Norvik opened again on Monday."


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("Pier reopens", SENTENCE),
        ("Pier", "It will rain in Norvik tomorrow."),
        ("Pier reopens", "“We are glad,” said Ida Lund."),
        ("Pier reopens", "It is open."),
        ("Test", "Hello world."),
        ("Мост закрыт", "Мост через Орлову закрыт до весны."),
        ("橋が閉鎖", "オルロワ川の橋は春まで閉鎖される。"),
    ],
)
def test_a_title_over_one_sentence_is_its_headline(title, sentence, gap):
    article = read_plain(f"{title}{gap}{sentence}\n")
    assert [(block.kind.value, block.text) for block in article.blocks] == [
        ("headline", title),
        ("paragraph", sentence),
    ]


def test_a_title_over_a_few_short_sentences_is_their_headline():
    kinds, _ = read("Pier reopens", SENTENCE, "The ferry sails at noon.")
    assert kinds == ["headline", "paragraph", "paragraph"]


def test_a_label_over_a_title_and_one_sentence_is_a_kicker():
    kinds, _ = read("Coast", "The fish pier opens again after two years", SENTENCE)
    assert kinds == ["kicker", "headline", "paragraph"]


def test_a_sentence_that_stands_alone_is_the_body():
    kinds, _ = read(SENTENCE)
    assert kinds == ["paragraph"]


def test_a_title_that_stands_alone_is_the_headline():
    kinds, _ = read(HEADLINE)
    assert kinds == ["headline"]
