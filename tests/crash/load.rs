//! Clients that keep the program busy until it is gone. Each owns the letters that it works on, and
//! gives them back with what it knows.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use reqwest::StatusCode;
use tokio::task::JoinSet;

use super::ledger::{Letter, Post};
use super::people::{Answered, Columnist, Form, Reader};

/// Clients at once of one kind.
const READERS: usize = 3;
/// Forms that a reader has open at once, since each has to lie open for a moment before it is sent.
const FORMS: usize = 50;
const WRITERS: usize = 2;
/// Saves between two publications of one post.
const SAVES: usize = 2;
/// What may be done with a letter; a reader asks with each of them in turn.
pub const CONSENTS: [&str; 3] = ["print", "proof", "private"];

/// What goes on while the program is killed.
#[derive(Default)]
pub struct Load {
    pub clients: JoinSet<Vec<Letter>>,
    /// Deeds that were acknowledged.
    pub done: Arc<AtomicUsize>,
}

impl Load {
    /// Readers who ask until the program is gone, or until they have sent `most` letters each.
    /// Their forms are open when this returns.
    pub async fn readers(&mut self, base: &str, most: usize) {
        let reader = Reader::new(base);
        let mut forms = reader.open_forms(READERS * FORMS.min(most)).await.unwrap();
        for i in (0..READERS).rev() {
            let own = forms.split_off(i * FORMS.min(most));
            let (reader, done) = (reader.clone(), Arc::clone(&self.done));
            self.clients.spawn(async move {
                let mut letters = Vec::new();
                // An error says that the program is gone.
                let _ = ask_all(&reader, own, most, &mut letters, &done).await;
                letters
            });
        }
    }

    /// Columnists who publish, each her share of these letters.
    pub fn publishers(&mut self, columnist: &Columnist, letters: Vec<Letter>) {
        for mut share in shares(letters) {
            let (columnist, done) = (columnist.clone(), Arc::clone(&self.done));
            self.clients.spawn(async move {
                for letter in &mut share {
                    if publish(&columnist, letter, &done).await.is_err() {
                        break;
                    }
                }
                share
            });
        }
    }

    /// Columnists who reply, each to her share of these letters in turn.
    pub fn repliers(&mut self, columnist: &Columnist, letters: Vec<Letter>) {
        for mut share in shares(letters) {
            let (columnist, done) = (columnist.clone(), Arc::clone(&self.done));
            self.clients.spawn(async move {
                let mut turn = 0;
                while !share.is_empty() {
                    let place = turn % share.len();
                    if reply(&columnist, &mut share[place], &done).await.is_err() {
                        break;
                    }
                    turn += 1;
                }
                share
            });
        }
    }

    /// Waits for all clients; gives the letters.
    pub async fn end(self) -> Vec<Letter> {
        self.clients.join_all().await.into_iter().flatten().collect()
    }
}

/// Asks until `most` letters are there; opens more forms when they have run out.
async fn ask_all(
    reader: &Reader,
    mut forms: Vec<Form>,
    most: usize,
    letters: &mut Vec<Letter>,
    done: &AtomicUsize,
) -> Answered<()> {
    while letters.len() < most {
        if forms.is_empty() {
            forms = reader.open_forms(FORMS).await?;
        }
        let form = forms.remove(0);
        let consent = CONSENTS[letters.len() % CONSENTS.len()];
        letters.push(Letter::new(form.words.clone(), consent));
        let letter = letters.last_mut().unwrap();
        let answer = reader.send(&form, &letter.text, consent).await?;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        letter.acknowledged = true;
        done.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}

/// Begins a post, saves it, publishes it, and goes on changing it.
async fn publish(columnist: &Columnist, letter: &mut Letter, done: &AtomicUsize) -> Answered<()> {
    let begun = redirect(columnist, &format!("{}/draft", letter.path), &[]).await?;
    let post = letter.post.insert(Post { path: begun, ..Post::default() });
    for _ in 0..2 {
        for _ in 0..SAVES {
            let mark = post.saved.begin();
            write(columnist, &post.path, post.saved.acknowledged.len(), &mark).await?;
            post.saved.acknowledge();
            done.fetch_add(1, Ordering::Relaxed);
        }
        // Publishing saves what the editor holds first.
        let mark = post.saved.begin();
        post.published.unsure = Some(mark.clone());
        let path = format!("{}/publication", post.path);
        write(columnist, &path, post.saved.acknowledged.len(), &mark).await?;
        post.saved.acknowledge();
        post.published.acknowledge();
        done.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}

/// Sends the editor's fields, all of them marked, after `saves` other saves.
pub async fn write(columnist: &Columnist, path: &str, saves: usize, mark: &str) -> Answered<()> {
    // A post begins with revision 1.
    let revision = (saves + 1).to_string();
    let (title, printed, answer) =
        (format!("Title {mark}"), format!("Printed {mark}"), format!("Answer {mark}"));
    let fields = [
        ("revision", revision.as_str()),
        ("title", &title),
        ("printed", &printed),
        ("answer", &answer),
        ("tags", "trust"),
    ];
    redirect(columnist, path, &fields).await.map(drop)
}

async fn reply(columnist: &Columnist, letter: &mut Letter, done: &AtomicUsize) -> Answered<()> {
    let mark = letter.replies.begin();
    let path = format!("{}/reply", letter.path);
    redirect(columnist, &path, &[("reply", &mark)]).await?;
    letter.replies.acknowledge();
    done.fetch_add(1, Ordering::Relaxed);
    Ok(())
}

/// Does something that must succeed if it is answered at all; gives where the answer leads.
pub async fn redirect(
    columnist: &Columnist,
    path: &str,
    fields: &[(&str, &str)],
) -> Answered<String> {
    let answer = columnist.post(path, fields).await?;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", answer.body);
    Ok(answer.location().split('?').next().unwrap().to_owned())
}

pub fn shares(letters: Vec<Letter>) -> Vec<Vec<Letter>> {
    let mut shares: Vec<Vec<Letter>> = (0..WRITERS).map(|_| Vec::new()).collect();
    for (i, letter) in letters.into_iter().enumerate() {
        shares[i % WRITERS].push(letter);
    }
    shares
}
