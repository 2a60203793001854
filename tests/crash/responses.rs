//! Killed while responses are sent, let through, changed, answered and taken back.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use reqwest::StatusCode;
use tokio::task::JoinHandle;

use crate::common::eventually;
use crate::common::html::Page;
use crate::ledger::{Deeds, TakenBack, mark};
use crate::people::{Answered, Columnist, Form, Reader};
use crate::responding::Shown;
use crate::responses_checks::{check_approved, check_desk, check_post, check_writer};
use crate::world::World;

/// Responses that are sent meanwhile.
const SENT: usize = 10;
/// Those that wait at the desk when it begins; every second of them is taken back by its writer meanwhile.
const WAITING: usize = 8;
/// What is done in any case when nothing stops it: all that is sent, all that is approved, all that is taken back.
const DEEDS: usize = SENT + WAITING + WAITING / 2;

/// A response, and what its writer knows was done to it.
#[derive(Debug)]
pub struct Response {
    /// In its text for good.
    pub mark: String,
    pub words: String,
    pub acknowledged: bool,
    pub taken_back: TakenBack,
    /// What was done to it at the desk.
    pub desk: AtDesk,
}

#[derive(Debug, Default, Clone)]
pub struct AtDesk {
    pub id: String,
    pub approved: Deeds,
    /// The marks that were edited into it.
    pub edited: Deeds,
    /// The columnist's answers to it.
    pub answers: Deeds,
}

/// Kills the program again and again while one post is responded to.
pub async fn outlive_kills(kills: usize) {
    let mut world = World::new();
    let post = publish(&world).await;
    let mut known = Vec::new();
    for _ in 0..kills {
        let mut round = under_load(&mut world, &post).await;
        world.start();
        let reader = Reader::new(world.base());
        for response in &mut round {
            check_writer(&reader, response).await;
        }
        check_post(&world, &post, known.iter().chain(&round)).await;
        send_again(&reader, &post, &mut round).await;
        known.append(&mut round);
        world.settle().await;
        check_desk(&world, &mut known).await;
        check_post(&world, &post, known.iter()).await;
        check_approved(&world, &post, &known).await;
    }
}

/// A post to respond to; gives its address.
async fn publish(world: &World) -> String {
    let columnist = world.sign_in().await;
    let mut piece = crate::pieces::Piece::entries(&columnist, 1).await.remove(0);
    let done = AtomicUsize::new(0);
    piece.save(&columnist, "Yes.", &done).await.unwrap();
    piece.put_out(&columnist, &[("when", "now")], &done).await.unwrap();
    piece.address()
}

/// Everything at once, until the program is gone.
async fn under_load(world: &mut World, post: &str) -> Vec<Response> {
    let (reader, columnist) = (Reader::new(world.base()), world.sign_in().await);
    let none = AtomicUsize::new(0);
    let forms = reader.open_response_forms(post, WAITING + SENT).await.unwrap();
    let mut fresh: Vec<_> = forms.into_iter().map(Response::by).collect();
    let mut waiting: Vec<_> = fresh.drain(..WAITING).collect();
    for (response, form) in &mut waiting {
        response.is_sent(&reader, post, form, &none).await.unwrap();
    }
    let mut waiting: Vec<_> = waiting.into_iter().map(|(response, _)| response).collect();
    find_all(&columnist, &mut waiting).await;

    let done = Arc::new(AtomicUsize::new(0));
    let sending = sender(reader.clone(), post.to_owned(), fresh, Arc::clone(&done));
    let at_desk = waiting.iter().map(|response| response.desk.clone()).collect();
    let deciding = decider(columnist, at_desk, Arc::clone(&done));
    let words = waiting.iter().map(|response| response.words.clone()).collect();
    let taking = taker(reader, words, Arc::clone(&done));
    let deeds = world.random.below(DEEDS as u64 + 1);
    world.reach(&done, deeds).await;
    world.kill();
    for (response, at_desk) in waiting.iter_mut().zip(deciding.await.unwrap()) {
        response.desk = at_desk;
    }
    for (response, taken_back) in waiting.iter_mut().zip(taking.await.unwrap()) {
        response.taken_back = taken_back;
    }
    waiting.extend(sending.await.unwrap());
    waiting
}

/// Waits until these are at the desk, and notes where.
async fn find_all(columnist: &Columnist, responses: &mut [Response]) {
    let ids = eventually("every response at the desk", || async {
        let listed = columnist.responses("new").await;
        let id = |mark: &str| listed.iter().find(|(_, text)| text.contains(mark));
        let found: Vec<_> =
            responses.iter().filter_map(|it| Some(id(&it.mark)?.0.clone())).collect();
        (found.len() == responses.len()).then_some(found)
    })
    .await;
    for (response, id) in responses.iter_mut().zip(ids) {
        response.desk.id = id;
    }
}

fn sender(
    reader: Reader,
    post: String,
    mut fresh: Vec<(Response, Form)>,
    done: Arc<AtomicUsize>,
) -> JoinHandle<Vec<Response>> {
    tokio::spawn(async move {
        for (response, form) in &mut fresh {
            if response.is_sent(&reader, &post, form, &done).await.is_err() {
                break;
            }
        }
        fresh.into_iter().map(|(response, _)| response).collect()
    })
}

fn decider(
    columnist: Columnist,
    mut at_desk: Vec<AtDesk>,
    done: Arc<AtomicUsize>,
) -> JoinHandle<Vec<AtDesk>> {
    tokio::spawn(async move {
        for response in &mut at_desk {
            if response.goes_its_way(&columnist, &done).await.is_err() {
                break;
            }
        }
        at_desk
    })
}

/// Takes every second of them back, the last one first.
fn taker(reader: Reader, words: Vec<String>, done: Arc<AtomicUsize>) -> JoinHandle<Vec<TakenBack>> {
    tokio::spawn(async move {
        let mut taken = vec![TakenBack::No; words.len()];
        for place in (0..words.len()).rev().step_by(2) {
            taken[place] = TakenBack::Unsure;
            let Ok(answer) = reader.withdraw(&words[place]).await else { break };
            assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
            taken[place] = TakenBack::Yes;
            done.fetch_add(1, Ordering::Relaxed);
        }
        taken
    })
}

impl Response {
    /// One that is about to be sent by a form.
    fn by(form: Form) -> (Self, Form) {
        let response = Self {
            mark: mark(),
            words: form.words.clone(),
            acknowledged: false,
            taken_back: TakenBack::No,
            desk: AtDesk::default(),
        };
        (response, form)
    }

    async fn is_sent(
        &mut self,
        reader: &Reader,
        post: &str,
        form: &Form,
        done: &AtomicUsize,
    ) -> Answered<()> {
        let answer = reader.respond(post, form, &self.mark, &[]).await?;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        self.acknowledged = true;
        done.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    /// Whether it is this one, as it came or edited.
    pub fn is(&self, shown: &Shown) -> bool {
        shown.badge.is_empty() && shown.text.starts_with(&self.mark)
    }

    /// Whether a text is what was edited into it last, or as it came.
    pub fn may_read(&self, text: &str) -> bool {
        let edited = text.strip_prefix(&self.mark).unwrap().trim();
        let known = self.desk.edited.may_show();
        known.iter().any(|mark| *mark == edited)
            || (edited.is_empty() && self.desk.edited.acknowledged.is_empty())
    }
}

impl AtDesk {
    /// It is approved, changed and answered. One that was taken back meanwhile is not there to be changed.
    async fn goes_its_way(&mut self, columnist: &Columnist, done: &AtomicUsize) -> Answered<()> {
        self.approved.begin();
        let answer = columnist.decide(&self.id, "approved").await?;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        self.approved.acknowledge();
        done.fetch_add(1, Ordering::Relaxed);
        let path = format!("/desk/comments/{}", self.id);
        let page = Page::parse(&columnist.get(&path).await?.body);
        let Some(form) = page.forms().into_iter().find(|form| form.action == path) else {
            return Ok(());
        };
        let (name, text) = (form.value("name"), form.value("text"));
        let edited = format!("{text} {}", self.edited.begin());
        act(columnist, &path, &[("name", name), ("text", &edited)], &mut self.edited).await?;
        let reply = self.answers.begin();
        act(columnist, &format!("{path}/reply"), &[("reply", &reply)], &mut self.answers).await
    }
}

/// Does something at the desk to a response that may be gone.
async fn act(
    columnist: &Columnist,
    path: &str,
    fields: &[(&str, &str)],
    deeds: &mut Deeds,
) -> Answered<()> {
    match columnist.post(path, fields).await?.status {
        StatusCode::SEE_OTHER => deeds.acknowledge(),
        StatusCode::NOT_FOUND => deeds.settle(false),
        status => panic!("{path}: {status}"),
    }
    Ok(())
}

/// Whoever got no answer sends the same again, by a form that the program had to renew.
async fn send_again(reader: &Reader, post: &str, responses: &mut [Response]) {
    let mut renewed = Vec::new();
    for response in responses.iter_mut().filter(|it| it.taken_back == TakenBack::No) {
        let fields = [("comment", response.mark.as_str()), ("receipt", &response.words)];
        let answer = reader.post(&format!("{post}/comments"), &fields).await.unwrap();
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
        renewed.push((Form::of(&answer.body), response));
    }
    tokio::time::sleep(crate::people::OPEN).await;
    for (form, response) in renewed {
        assert_eq!(form.words, response.words);
        response.is_sent(reader, post, &form, &AtomicUsize::new(0)).await.unwrap();
    }
}
