//! A letter's whole course in a reader's browser: sealed in the page, through plain pages, and asked in one way and
//! read in the other.

use unsaid::domain::{Consent, Standing};
use unsaid::texts::en::site as texts;

use super::asker::Asker;
use super::column::{Column, Letter};
use super::wire::Wire;

/// Speaks of a danger, tells a name, and comes close to what has been answered.
const LETTER: &str =
    "My name is Anna Smith. The lighthouse keeper never sleeps, and I want to kill myself.";
/// A word of it that nothing else says.
const TELLING: &str = "lighthouse";
const ANSWERED: &str = "A lighthouse keeper lay awake beside me.";
const ANSWERED_TITLE: &str = "Awake beside him";
const REPLY: &str = "You are not alone with this.";
const ADDED: &str = "There is a harbour, too.";
const CHANGES: &str = "Please leave out the name.";
/// Somebody's seven words, and none that the page has drawn.
const PASTED: &str = "abacus abdomen zoom abacus unzip cope gulf";

#[tokio::test(flavor = "multi_thread")]
async fn sealed_in_the_page_neither_the_letter_nor_the_words_cross_the_wire() {
    let (_, words, wire) = course(true).await;
    let heard = wire.heard();
    assert!(heard.contains("envelope=") && heard.contains("copy="), "letters went over it");
    assert!(!heard.contains("question=") && !heard.contains("code="));
    for told in [TELLING, "harbour", "Anna", "leave"] {
        assert!(!heard.contains(told), "{told} was sent in the open");
    }
    // One may stand in a header by chance.
    let spoken = words.split(' ').filter(|word| heard.contains(word)).count();
    assert!(spoken < 2, "the words were sent");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_the_same_course_goes_through_the_pages() {
    let (_, words, wire) = course(false).await;
    // The control of the other test: this is what the wire hears when nothing is sealed before it.
    let heard = wire.heard();
    assert!(heard.contains(TELLING) && heard.contains(&words.replace(' ', "+")));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_asked_in_one_way_is_read_in_the_other() {
    let column = Column::open().await;
    for scripts in [true, false] {
        let asker = Asker::open(&column.program.base, scripts).await;
        let words = asker.begins().await;
        asker.writes(ADDED, texts::ASKED_TITLE).await;
        assert_eq!(asker.receipt().await, words);
        let letter = column.gets(ADDED).await;
        letter.replies(REPLY).await;

        let reader = Asker::open(&column.program.base, !scripts).await;
        reader.looks(&words, REPLY).await;
        reader.browser.sees(ADDED).await;
        reader.adds("From the other one.").await;
        letter.says("From the other one.").await;
        asker.looks(&words, "From the other one.").await;
        asker.withdraws().await;
        letter.is_gone().await;
        reader
            .looks(&words, texts::mailbox_title(&unsaid::domain::MailboxState::Withdrawn, false))
            .await;
    }
}

/// From the first word to the last; gives the receipt, and what was heard.
async fn course(scripts: bool) -> (Column, String, Wire) {
    let column = Column::open().await;
    column.has_answered(ANSWERED, ANSWERED_TITLE).await;
    let wire = Wire::before(&column.program).await;
    let asker = Asker::open(&wire.base, scripts).await;
    let words = asker.begins().await;
    if scripts {
        receipts_are_stopped(&asker, &words, &wire).await;
    }
    is_shown_what_was_found(&asker).await;
    assert_eq!(asker.receipt().await, words);

    let letter = column.gets(LETTER).await;
    letter.replies(REPLY).await;
    asker.looks(&words, REPLY).await;
    asker.browser.sees(LETTER).await;
    asker.adds(ADDED).await;
    letter.says(ADDED).await;
    asker.tightens(Consent::Proof).await;
    is_asked_first(&asker, &letter, &words).await;
    asker.withdraws().await;
    letter.is_gone().await;
    (column, words, wire)
}

/// Her own words never leave, and somebody's only when she sends them a second time.
async fn receipts_are_stopped(asker: &Asker, words: &str, wire: &Wire) {
    asker.writes(&format!("{TELLING} {words}"), texts::OWN_WORDS).await;
    asker.writes(&format!("{TELLING} {PASTED}"), texts::PASTED_ONCE).await;
    assert!(!wire.heard().contains("envelope="), "nothing was sent");
}

async fn is_shown_what_was_found(asker: &Asker) {
    asker.writes(LETTER, texts::CHECK_TITLE).await;
    let found = [texts::OFFERS_TITLE, ANSWERED_TITLE, texts::GIVEAWAY_TITLE, "Anna Smith"];
    for text in found.into_iter().chain([texts::CRISIS_TITLE]) {
        asker.browser.sees(text).await;
    }
    asker.browser.send(texts::CHECK_SEND, texts::ASKED_TITLE).await;
}

/// She has the text changed once, and says yes to the next.
async fn is_asked_first(asker: &Asker, letter: &Letter<'_>, words: &str) {
    let editor = letter.is_shown_to_its_asker().await;
    asker.looks(words, texts::PROOF_APPROVE).await;
    asker.asks_for_changes(CHANGES).await;
    letter.stands(&editor, Standing::Changes).await;
    letter.is_shown_again(&editor).await;
    asker.looks(words, texts::PROOF_APPROVE).await;
    asker.approves().await;
    letter.stands(&editor, Standing::Approved).await;
}
