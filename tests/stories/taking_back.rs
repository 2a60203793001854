//! A letter is taken back: before its post is public it is gone, after that the desk is asked.

use unsaid::domain::{Consent, Effect, Letter, MailboxState, Receipt, Sent};
use unsaid::texts::en::desk::{attention, done, queue};

use crate::common::pages::{count, vault_pages};
use crate::common::{Asker, Desk, TestApp, open_public, open_vault};

/// Words that nothing else holds by chance; each begins so that no index shortens it.
const MARKS: [&str; 9] = [
    "qaletter",
    "qbsecond",
    "qcfollow",
    "qdnote",
    "qetitle",
    "qfprinted",
    "qganswer",
    "qhtag",
    "qireply",
];

#[tokio::test]
async fn nothing_of_a_letter_that_was_taken_back_is_left_in_the_vaults_pages() {
    let app = TestApp::spawn().await;
    let [letter, second, follow_up, ..] = MARKS;
    let receipt = app.reader().ask_for(&format!("{letter} first\n\n{second}"), "proof").await;
    app.reader().ask("A letter that stays, qzstays").await;
    let asker = Asker::of(&app, &receipt);
    let desk = app.sign_in().await;
    asker.follow_up(follow_up).await;
    app.settle().await;
    write_about(&desk, &desk.find(&format!("{letter} first")).await).await;
    let before = vault_pages(app.folder());
    for mark in MARKS {
        assert!(count(&before, mark) > 0, "{mark} was there to be found");
    }
    assert_eq!(asker.withdraw().await, Sent::Stored);
    app.settle().await;
    // The desk is open: the log is searched as well, and so are pages that nothing uses.
    let after = vault_pages(app.folder());
    for mark in MARKS {
        assert_eq!(count(&after, mark), 0, "{mark} is still there");
    }
    assert!(count(&after, "qzstays") > 0, "the search finds what stayed");
    assert_eq!(desk.rows("/desk").await.len(), 1);
    let found = |mark: &str| format!("/desk?q={mark}");
    assert!(
        desk.rows(&found(letter)).await.is_empty() && desk.rows(&found("qzstays")).await.len() == 1
    );
    assert!(!desk.get("/desk").await.body.contains("qhtag"), "a private tag ends with its letter");
    assert!(desk.get("/desk/posts").await.page().class("rows").is_none());
}

#[tokio::test]
async fn a_letter_taken_back_while_the_desk_is_locked_is_never_seen_there() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let asker = Asker::of(&app, &receipt);
    let first = envelopes(&app);
    asker.follow_up("One more thing").await;
    asker.withdraw().await;
    let all = [first, envelopes(&app)].concat();
    let desk = app.sign_in().await;
    assert!(desk.rows("/desk").await.is_empty());
    let page = desk.get("/desk").await.page();
    assert!(page.class("notice").is_none(), "what came with it is not told of as spoilt");
    // As if somebody had put back what was deleted, or the program had ended before it removed anything.
    put_back(&app, &all);
    app.settle().await;
    assert!(desk.rows("/desk").await.is_empty() && envelopes(&app).is_empty());
    assert!(desk.get("/desk").await.page().class("notice").is_none());
}

#[tokio::test]
async fn a_mailbox_that_was_taken_back_stays_empty_whatever_the_desk_had_decided() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    // It is taken back there, and the letter that says so is still on its way.
    open_public(app.folder()).execute("update mailbox set hold = 2", []).unwrap();
    desk.reply(&id, "Words too late").await.expect(303);
    let (state, said) = mailbox(&app, &receipt).await;
    assert_eq!((state, said), (MailboxState::Waiting, 1), "nothing but what lay there");
}

#[tokio::test]
async fn what_the_vault_destroys_is_gone_from_the_mailbox_too() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    desk.reply(&id, "A reply").await.expect(303);
    assert_eq!(mailbox(&app, &receipt).await, (MailboxState::Answered, 2));
    // As one that was sent while a post was still public, and is moved in after it was taken off.
    let asker = Asker::of(&app, &receipt);
    let (mailbox_id, auth) = (asker.keys.lookup().mailbox(), asker.keys.auth().key());
    asker.send(Letter::Withdrawal { mailbox: mailbox_id, auth }, Effect::None).await;
    app.settle().await;
    assert_eq!(desk.get(&format!("/desk/questions/{id}")).await.status, 404);
    assert_eq!(mailbox(&app, &receipt).await, (MailboxState::Withdrawn, 0));
}

/// A mailbox's state, and how many things it holds for its reader: her question, and what was said since.
async fn mailbox(app: &TestApp, receipt: &str) -> (MailboxState, usize) {
    let opened = app.service.mailbox(&Receipt::parse(receipt).unwrap()).await.unwrap().unwrap();
    let count = opened.question().iter().len() + opened.conversation().len();
    (opened.state, count)
}

#[tokio::test]
async fn other_letters_behind_the_same_draft_are_kept_for_another_answer() {
    let app = TestApp::spawn().await;
    let (mine, other) = (
        app.reader().ask_for("qmine of the two", "print").await,
        app.reader().ask_for("qother of the two", "proof").await,
    );
    let desk = app.sign_in().await;
    let id = desk.find("qother of the two").await;
    let path = desk.begin_post(&id).await;
    add_letter(&app, &desk, &path, "qmine of the two").await;
    let desk = app.sign_in().await;
    desk.write(&path, "qjoint title", "Yes.").await;
    desk.change(&format!("{path}/proof"), &[]).await;
    Asker::of(&app, &other).answer(1, true, "").await;
    app.settle().await;
    Asker::of(&app, &mine).withdraw().await;
    app.settle().await;
    assert_eq!(desk.get(&path).await.status, 404, "the draft was made from it too");
    let seen = desk.question(&id).await;
    assert_eq!((seen.status.as_str(), seen.original.as_str()), ("kept", "qother of the two"));
    // What the other one was sent held words of both.
    assert!(seen.replies.is_empty(), "{:?}", seen.replies);
    assert_eq!(count(&vault_pages(app.folder()), "qjoint"), 0);
    // An old yes counts for no new text.
    let path = desk.begin_post(&id).await;
    desk.write(&path, "Alone", "Yes.").await;
    desk.change(&format!("{path}/proof"), &[]).await;
    Asker::of(&app, &other).answer(1, true, "").await;
    app.settle().await;
    let fields = desk.editor(&path).await;
    desk.post(&format!("{path}/publication"), &fields.pairs()).await.expect(409);
}

#[tokio::test]
async fn a_published_letter_comes_first_until_its_post_is_taken_down_and_is_private_then() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    app.reader().ask("I want to kill myself").await;
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    let address = desk.publish_question(&id, "Telling her", "Yes.").await;
    assert_eq!(Asker::of(&app, &receipt).withdraw().await, Sent::TakeDownAsked);
    app.settle().await;
    assert_eq!(desk.rows("/desk").await[0].id, id, "before a letter that speaks of danger");
    assert!(app.reader().get(&address).await.status == 200, "the post stays until she acts");

    let page = desk.question(&id).await.page;
    let banner = page.class("attention").unwrap();
    assert!(banner.text().contains(attention::TAKE_DOWN), "{}", page.text());
    let action = banner.all("form")[0].attr("action").to_owned();
    desk.change(&action, &[]).await;
    assert_eq!(app.reader().get(&address).await.status, 404);
    let page = desk.question(&id).await.page;
    assert!(page.class("attention").is_none() && page.text().contains("Private answer"));
    let path = action.trim_end_matches("/publication/delete");
    let fields = desk.editor(path).await;
    desk.post(&format!("{path}/publication"), &fields.pairs()).await.expect(409);

    // Now that nothing is public, it can be taken back as any other.
    assert_eq!(Asker::of(&app, &receipt).withdraw().await, Sent::Stored);
    app.settle().await;
    assert_eq!(desk.get(&format!("/desk/questions/{id}")).await.status, 404);
}

#[tokio::test]
async fn a_request_that_was_seen_to_leaves_the_post_where_it_is() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    let address = desk.publish_question(&id, "Telling her", "Yes.").await;
    Asker::of(&app, &receipt).withdraw().await;
    app.settle().await;
    desk.reply(&id, "I have read it.").await.expect(303);
    assert_eq!(desk.rows("/desk").await[0].id, id, "a reply takes no post down");
    let path = format!("/desk/questions/{id}/attention/delete");
    let page = desk.change(&path, &[]).await.page();
    assert_eq!(page.id("done").unwrap().text(), done::SEEN);
    assert!(page.class("attention").is_none() && desk.rows("/desk").await.is_empty());
    assert_eq!(app.reader().get(&address).await.status, 200);
    let history = desk.question(&id).await.history.join("\n");
    assert!(history.contains("asked for the post to be taken down"), "{history}");
}

#[tokio::test]
async fn a_post_whose_mailbox_is_held_is_kept_from_the_site_and_the_desk_says_so() {
    let app = TestApp::spawn().await;
    app.reader().ask("Should I tell her?").await;
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    let path = desk.begin_post(&id).await;
    let fields = desk.write(&path, "Telling her", "Yes.").await;
    // The asker's choice is there, and the letter that says so is still on its way.
    open_public(app.folder()).execute("update mailbox set hold = 1", []).unwrap();
    desk.put_out(&path, &fields.pairs()).await.expect(303);
    assert_eq!(app.reader().get("/posts/telling-her").await.status, 404);
    let seen = desk.question(&id).await;
    assert_eq!(seen.status, "drafting");
    let held = seen.history.iter().filter(|line| line.contains("kept from the site")).count();
    assert_eq!(held, 1, "{:?}", seen.history);
}

#[tokio::test]
async fn who_has_the_files_but_no_words_takes_nothing_back() {
    let app = TestApp::spawn().await;
    let victim = app.reader().ask("Should I tell her?").await;
    let thief = app.reader().ask("Mine").await;
    let desk = app.sign_in().await;
    let (victim, thief) = (Asker::of(&app, &victim), Asker::of(&app, &thief));
    let (mailbox, auth) = (victim.keys.lookup().mailbox(), thief.keys.auth().key());
    let forged = [
        Letter::Withdrawal { mailbox, auth },
        Letter::FollowUp { mailbox, auth, text: "Forged".to_owned() },
        Letter::ConsentChange { mailbox, auth, consent: Consent::Private, number: 9 },
    ];
    for letter in forged {
        thief.send(letter, Effect::None).await;
    }
    app.settle().await;
    let id = desk.find("Should I tell her?").await;
    let seen = desk.question(&id).await;
    assert!(seen.replies.is_empty() && seen.page.class("attention").is_none());
    assert!(seen.page.text().contains("May be printed"));
    assert_eq!(desk.get("/desk").await.page().class("notice").unwrap().text(), queue::spoilt(3));
}

/// Everything that the desk can write about a letter, each with its mark.
async fn write_about(desk: &Desk, id: &str) {
    let [.., note, title, printed, answer, tag, reply] = MARKS;
    let below = |part: &str| format!("/desk/questions/{id}/{part}");
    desk.change(&below("notes"), &[("note", note)]).await;
    desk.change(&below("tags"), &[("tags", &format!("#{tag}"))]).await;
    desk.change(&below("reply"), &[("reply", reply)]).await;
    let path = desk.begin_post(id).await;
    for round in ["one", "two"] {
        let mut fields = desk.editor(&path).await;
        fields.title = format!("{title} {round}");
        fields.printed = format!("{printed} {round}");
        fields.answer = format!("{answer} {round}");
        desk.change(&path, &fields.pairs()).await;
        desk.change(&format!("{path}/proof"), &[]).await;
    }
}

/// Puts another letter behind a draft, which no page can do yet; locks the desk.
async fn add_letter(app: &TestApp, desk: &Desk, path: &str, first_line: &str) {
    let id = desk.find(first_line).await;
    desk.begin_post(&id).await;
    desk.lock().await;
    let vault = open_vault(app.folder());
    let post: i64 = path.rsplit('/').next().unwrap().parse().unwrap();
    vault.execute("delete from post where id <> ?", [post]).unwrap();
    vault.execute("delete from post_question where post <> ?", [post]).unwrap();
    let link = "insert into post_question (post, question) values (?, ?)";
    vault.execute(link, [post, id.parse().unwrap()]).unwrap();
}

/// The envelopes that wait, as they can be put back.
fn envelopes(app: &TestApp) -> Vec<(i64, Vec<u8>, u32, Vec<u8>)> {
    let store = open_public(app.folder());
    let mut stmt = store.prepare("select key, id, day, sealed from envelope").unwrap();
    let rows = stmt.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)));
    rows.unwrap().map(Result::unwrap).collect()
}

fn put_back(app: &TestApp, envelopes: &[(i64, Vec<u8>, u32, Vec<u8>)]) {
    let store = open_public(app.folder());
    store.busy_timeout(crate::common::DEADLINE).unwrap();
    for (key, id, day, sealed) in envelopes {
        let sql = "insert or replace into envelope (key, id, day, suspect, sealed) values (?, ?, ?, 0, ?)";
        store.execute(sql, rusqlite::params![key, id, day, sealed]).unwrap();
    }
}

#[tokio::test]
async fn nothing_more_is_published_of_a_letter_whose_post_is_to_be_taken_down() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    let address = desk.publish_question(&id, "Telling her", "Yes.").await;
    Asker::of(&app, &receipt).withdraw().await;
    app.settle().await;
    let path = desk.begin_post(&id).await;
    let fields = desk.write(&path, "Telling her everything", "All of it.").await;
    desk.post(&format!("{path}/publication"), &fields.pairs()).await.expect(409);
    // Nor when the desk has decided to leave the post where it is.
    desk.change(&format!("/desk/questions/{id}/attention/delete"), &[]).await;
    desk.post(&format!("{path}/publication"), &fields.pairs()).await.expect(409);
    assert!(!app.reader().get(&address).await.body.contains("All of it."));
}
