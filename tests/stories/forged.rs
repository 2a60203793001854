//! Whoever has all that lies in the public store, and not the words, can do nothing in a reader's name.

use unsaid::domain::{AuthKey, Consent, EnvelopeId, Letter};
use unsaid::seal;

use crate::common::sealing::{SealingPage as Page, post_sealed as post, with};
use crate::common::{TestApp, open_public};

const FOLLOW_UP: &str = "/receipt/follow-up";
const CONSENT: &str = "/receipt/consent";
const WITHDRAW: &str = "/receipt/withdraw";
const PROOF: &str = "/receipt/proof";

#[tokio::test]
async fn whoever_has_the_whole_public_store_and_no_words_can_send_nothing() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let page = Page::of(&app, &receipt);
    let thief = Page::of(&app, &app.reader().ask("My own letter").await);
    // All that the file says of the mailbox: its id and the hash of its right.
    let (id, auth) = (page.id.to_string(), page.keys.auth().hash().to_string());
    let (own_lookup, own_auth) =
        (thief.keys.lookup().as_text().to_string(), thief.keys.auth().as_text().to_string());
    let forged =
        [(&id, &auth), (&id, &own_auth), (&own_lookup, &auth), (&own_lookup, &id), (&auth, &id)];
    for (lookup, auth) in forged {
        for (path, fields) in [
            (FOLLOW_UP, page.follow_up("Forged", 1).await),
            (CONSENT, page.choice(Consent::Print, "open")),
            (WITHDRAW, page.withdrawal(1)),
            (PROOF, page.follow_up("Forged", 1).await),
        ] {
            let fields = with(&fields, "lookup", Some(lookup.clone()));
            let fields = with(&fields, "auth", Some(auth.clone()));
            assert_eq!(post(&app, path, &fields).await.0.status, 403, "{path}");
        }
        let looked = post(&app, "/receipt", &[("lookup", id.clone())]).await;
        assert_eq!(looked.0.status, 404);
    }
    assert_eq!(app.reader().status(&receipt).await.state, "waiting");
}

#[tokio::test]
async fn a_letter_that_was_planted_for_another_mailbox_is_set_aside_unread() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let (mailbox, hash) = {
        let page = Page::of(&app, &receipt);
        (page.id, page.keys.auth().hash())
    };
    let desk = app.sign_in().await;
    // The hash is all that the store says of the right, so it is what a forger would show.
    let auth = AuthKey(hash.0);
    let forged = [
        Letter::FollowUp { mailbox, auth, text: "Forged".into() },
        Letter::ConsentChange { mailbox, auth, consent: Consent::Private, number: 9 },
        Letter::Withdrawal { mailbox, auth },
    ];
    let site = app.service.site().unwrap();
    for letter in &forged {
        let id = EnvelopeId(seal::random_bytes());
        let sealed = seal::seal_letter(&site.id, &site.key, &id, letter).unwrap();
        let put = "insert into envelope (key, id, day, suspect, sealed) values (?, ?, 20000, 0, ?)";
        let key = i64::from_be_bytes(*id.0.first_chunk().unwrap());
        open_public(app.folder()).execute(put, (key, id.0, sealed.as_bytes())).unwrap();
    }
    app.settle().await;
    let seen = desk.question(&desk.find("Should I tell her?").await).await;
    assert!(!seen.page.text().contains("Forged"), "{}", seen.page.text());
    assert!(seen.ways.contains(&"kept".to_owned()) && seen.status == "new");
    let shown = app.reader().come_back(&receipt).await.page();
    assert_eq!(shown.form(CONSENT).value("consent"), "print");
}
