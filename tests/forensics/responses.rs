//! What is left of responses: of those that wait, of those that were not printed, changed or taken back, and of who
//! proved that it was her letter.

use reqwest::StatusCode;

use crate::common::eventually;
use crate::common::html::Page;
use crate::common::pages::vault_pages_by;
use crate::people::{Columnist, Form, Reader};
use crate::writing::Scene;
use crate::{assert_absent, assert_clean, assert_private, course};

/// A post with its responses.
struct Responded {
    scene: Scene,
    /// Its address.
    post: String,
    /// The seven words of its asker.
    asker: String,
}

/// One that was sent, with the marks of its text and its name.
struct Response {
    words: String,
    text: String,
    name: String,
}

impl Response {
    fn marks(&self) -> [String; 2] {
        [self.text.clone(), self.name.clone()]
    }
}

impl Responded {
    /// A published post; the desk is locked.
    async fn set() -> Self {
        let mut scene = Scene::set();
        let columnist = scene.sign_in().await;
        let letter = scene.letter(&columnist).await;
        let texts = [(); 3].map(|()| scene.marks.public_one());
        let fields = [
            ("revision", "1"),
            ("title", &texts[0]),
            ("printed", &texts[1]),
            ("answer", &texts[2]),
            ("tags", "trust"),
        ];
        columnist.act(&format!("{}/publication", letter.post), &fields).await;
        columnist.lock().await;
        Self { scene, post: format!("/posts/{}", texts[0]), asker: letter.receipt }
    }

    async fn forms(&self, count: usize) -> Vec<Form> {
        self.reader().open_response_forms(&self.post, count).await.unwrap()
    }

    fn reader(&self) -> Reader {
        Reader::new(&self.scene.serving.base)
    }

    /// Sends a marked response.
    async fn sends(&mut self, form: Form, more: &[(&str, &str)]) -> Response {
        let (text, name) =
            (self.scene.marks.vault_one("response"), self.scene.marks.vault_one("name"));
        self.scene.marks.receipt(&form.words);
        let fields = [&[("name", name.as_str())][..], more].concat();
        let sent = self.reader().respond(&self.post, &form, &text, &fields).await.unwrap();
        assert_eq!(sent.status, StatusCode::OK, "{}", sent.body);
        assert!(!sent.body.contains(&text), "nor in what the browser keeps");
        Response { words: form.words, text, name }
    }

    /// What is typed and not taken lies nowhere.
    async fn is_refused(&mut self, form: Form) {
        let text = self.scene.marks.absent_one("response that was not taken");
        let name = self.scene.marks.absent_one("name that was not taken");
        self.scene.marks.receipt(&form.words);
        let text = format!("{text} {}", form.words);
        let sent =
            self.reader().respond(&self.post, &form, &text, &[("name", name.as_str())]).await;
        assert_eq!(sent.unwrap().status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn takes_back(&mut self, response: &Response) {
        let answer = self.reader().withdraw(&response.words).await.unwrap();
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    }
}

/// Waits until the desk has as many responses that wait.
async fn all_in(columnist: &Columnist, count: usize) {
    eventually("every response at the desk", || async {
        (columnist.responses("new").await.len() == count).then_some(())
    })
    .await;
}

/// The id of the one that waits with this text.
async fn find(columnist: &Columnist, response: &Response) -> String {
    let listed = columnist.responses("new").await;
    listed.into_iter().find(|(_, text)| *text == response.text).unwrap().0
}

#[tokio::test(flavor = "multi_thread")]
async fn responses_that_wait_sealed_lie_nowhere_in_plain_nor_does_what_proves_the_asker() {
    let mut responded = Responded::set().await;
    let forms = responded.forms(4).await;
    let [first, second, third, fourth] = forms.try_into().ok().unwrap();
    let mut sent = vec![responded.sends(first, &[]).await];
    let asker = responded.asker.clone();
    sent.push(responded.sends(second, &[("asker", asker.as_str())]).await);
    let gone = responded.sends(third, &[]).await;
    responded.takes_back(&gone).await;
    responded.is_refused(fourth).await;
    let Responded { mut scene, .. } = responded;
    scene.marks.taken_back(&gone.marks());
    assert_private(scene.data.path());
    let printed = scene.serving.kill();
    assert_clean(&scene.marks, [&scene.data, &scene.elsewhere], &printed);
    let pages = vault_pages_by(&scene.key, scene.data.path());
    for response in &sent {
        for mark in response.marks() {
            assert_eq!(crate::common::pages::count(&pages, &mark), 0, "nobody has signed in");
        }
    }

    // They were there to be found, but for what was taken back; and the asker is known for who she is.
    scene.serving = course::serve(scene.data.path(), scene.elsewhere.path());
    let columnist = scene.sign_in().await;
    all_in(&columnist, sent.len()).await;
    let page =
        columnist.page(&format!("/desk/comments/{}", find(&columnist, &sent[1]).await)).await;
    assert_eq!(Page::parse(&page).with_class("badge").len(), 1, "{page}");
    columnist.lock().await;
    assert_clean(&scene.marks, [&scene.data, &scene.elsewhere], &scene.serving.written());
    assert_absent(&scene.marks, &scene.key, &scene.data);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_responses_that_are_not_printed_or_taken_back_nothing_is_left_in_the_open() {
    let mut responded = Responded::set().await;
    let mut sent = Vec::new();
    for form in responded.forms(5).await {
        sent.push(responded.sends(form, &[]).await);
    }
    let [printed, declined, edited, leaving, late] = sent.try_into().ok().unwrap();
    let columnist = responded.scene.sign_in().await;
    all_in(&columnist, 5).await;
    let decide = async |response: &Response, to| {
        let id = find(&columnist, response).await;
        assert_eq!(columnist.decide(&id, to).await.unwrap().status, StatusCode::SEE_OTHER);
        id
    };
    decide(&declined, "declined").await;
    // What is edited out before it is printed was never in the open.
    let id = find(&columnist, &edited).await;
    let (name, text) = (responded.scene.marks.public_one(), responded.scene.marks.public_one());
    columnist.act(&format!("/desk/comments/{id}"), &[("name", &name), ("text", &text)]).await;
    columnist.decide(&id, "approved").await.unwrap();
    for response in [&printed, &leaving, &late] {
        decide(response, "approved").await;
    }
    printed.marks().iter().for_each(|mark| responded.scene.marks.made_public(mark));
    // One goes while the desk is open, one while it is locked.
    responded.takes_back(&leaving).await;
    eventually("a vault without it", || async {
        (responded.scene.in_vault(&leaving.marks()) == 0).then_some(())
    })
    .await;
    columnist.lock().await;
    responded.takes_back(&late).await;
    let (count, shown) = responded.reader().below(&responded.post).await;
    assert_eq!((count, shown.len()), (2, 2), "{shown:?}");

    let Responded { mut scene, .. } = responded;
    scene.marks.taken_back(&leaving.marks());
    // The public store is tidied at each start: what stood in the open is out of its free pages and its log.
    let (mut scene, written) = scene.meanwhile(|_, _| {});
    eventually("a public store without what was taken back", || async {
        scene.marks.secret.found_below(scene.data.path()).is_empty().then_some(())
    })
    .await;
    assert_clean(&scene.marks, [&scene.data, &scene.elsewhere], &written);
    let columnist = scene.sign_in().await;
    eventually("a vault without the late one", || async {
        (scene.in_vault(&late.marks()) == 0).then_some(())
    })
    .await;
    columnist.lock().await;
    scene.marks.taken_back(&late.marks());
    assert_clean(&scene.marks, [&scene.data, &scene.elsewhere], &scene.serving.written());
    assert_absent(&scene.marks, &scene.key, &scene.data);
}
