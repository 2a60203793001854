//! Readers who come back, and what the two sides do at once, until the program is gone. Each client owns the letters
//! that it works on, as in `load.rs`.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use reqwest::StatusCode;

use crate::ledger::{Letter, Post, TakenBack};
use crate::load::{CONSENTS, Load, redirect, shares, write};
use crate::people::{Answered, Columnist, Reader};

/// What every asker does to a letter, in this order and again from the beginning.
const TURNS: [Turn; 5] =
    [Turn::FollowUp, Turn::Choose, Turn::FollowUp, Turn::FollowUp, Turn::Choose];
/// Turns after which every other letter is taken back.
const TURNS_UNTIL_WITHDRAWN: usize = 7;
/// Turns of one letter: a reader may say so much, and no more, before the desk says something.
const TURNS_MAX: usize = 20;

#[derive(Clone, Copy)]
enum Turn {
    FollowUp,
    Choose,
}

impl Load {
    /// Readers who add to these letters, change their minds, and take every other letter back. Their mailboxes are
    /// open when this returns.
    pub async fn askers(&mut self, base: &str, letters: Vec<Letter>) {
        let reader = Reader::new(base);
        for share in shares(letters) {
            let words: Vec<&str> = share.iter().map(|letter| letter.receipt.as_str()).collect();
            let opened = reader.open_mailboxes(&words).await.unwrap();
            let tokens = opened.into_iter().map(|mailbox| mailbox.token);
            let mut share: Vec<(Letter, String)> = share.into_iter().zip(tokens).collect();
            let (reader, done) = (reader.clone(), Arc::clone(&self.done));
            self.clients.spawn(async move {
                // An error says that the program is gone.
                let _ = take_turns(&reader, &mut share, &done).await;
                share.into_iter().map(|(letter, _)| letter).collect()
            });
        }
    }

    /// Columnists who send texts for approval, and the readers who answer them.
    pub fn provers(&mut self, columnist: &Columnist, reader: &Reader, letters: Vec<Letter>) {
        for mut share in shares(letters) {
            let (columnist, reader) = (columnist.clone(), reader.clone());
            let done = Arc::clone(&self.done);
            self.clients.spawn(async move {
                for letter in &mut share {
                    if prove(&columnist, &reader, letter, &done).await.is_err() {
                        break;
                    }
                }
                share
            });
        }
    }

    /// Columnists who publish, and the readers who close the very letter at the same time.
    pub fn closers(&mut self, columnist: &Columnist, reader: &Reader, letters: Vec<Letter>) {
        for mut share in shares(letters) {
            let (columnist, reader) = (columnist.clone(), reader.clone());
            let done = Arc::clone(&self.done);
            self.clients.spawn(async move {
                for letter in &mut share {
                    if close(&columnist, &reader, letter, &done).await.is_err() {
                        break;
                    }
                }
                share
            });
        }
    }
}

async fn take_turns(
    reader: &Reader,
    letters: &mut [(Letter, String)],
    done: &AtomicUsize,
) -> Answered<()> {
    for turn in 0..TURNS_MAX {
        for (place, (letter, token)) in letters.iter_mut().enumerate() {
            if letter.taken_back == TakenBack::Yes {
                continue;
            }
            if turn == TURNS_UNTIL_WITHDRAWN && place % 2 == 0 {
                withdraw(reader, letter).await?;
            } else {
                match TURNS[turn % TURNS.len()] {
                    Turn::FollowUp => follow_up(reader, letter, token).await?,
                    Turn::Choose => choose(reader, letter, turn).await?,
                }
            }
            done.fetch_add(1, Ordering::Relaxed);
        }
    }
    Ok(())
}

async fn follow_up(reader: &Reader, letter: &mut Letter, token: &str) -> Answered<()> {
    let mark = letter.follow_ups.begin();
    let answer = reader.follow_up(&letter.receipt, token, &mark).await?;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    letter.follow_ups.acknowledge();
    Ok(())
}

async fn choose(reader: &Reader, letter: &mut Letter, turn: usize) -> Answered<()> {
    let to = CONSENTS[turn % CONSENTS.len()];
    letter.consent.unsure = Some(to);
    let answer = reader.choose(&letter.receipt, to).await?;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    letter.consent.settle(to);
    Ok(())
}

async fn withdraw(reader: &Reader, letter: &mut Letter) -> Answered<()> {
    letter.taken_back = TakenBack::Unsure;
    let answer = reader.withdraw(&letter.receipt).await?;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    letter.taken_back = TakenBack::Yes;
    Ok(())
}

/// Begins a post, and sends its text again and again: the asker wants it changed, says yes to the next, and so on.
async fn prove(
    columnist: &Columnist,
    reader: &Reader,
    letter: &mut Letter,
    done: &AtomicUsize,
) -> Answered<()> {
    let begun = redirect(columnist, &format!("{}/draft", letter.path), &[]).await?;
    let post = letter.post.insert(Post { path: begun, ..Post::default() });
    for button in ["changes", "approve", "changes"] {
        // Sending saves what the editor holds first.
        let mark = post.saved.begin();
        letter.proofs.unsure = Some(mark.clone());
        let path = format!("{}/proof", post.path);
        write(columnist, &path, post.saved.acknowledged.len(), &mark).await?;
        post.saved.acknowledge();
        letter.proofs.acknowledge();
        done.fetch_add(1, Ordering::Relaxed);

        let number = u32::try_from(letter.proofs.acknowledged.len()).unwrap();
        let mark = letter.answers.begin();
        let answer = reader.answer(&letter.receipt, number, button, &mark).await?;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        letter.answers.acknowledge();
        done.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}

/// Begins a post; then one publishes it while the other closes the letter. If the post is not public by the time
/// that this was acknowledged, it must never be.
async fn close(
    columnist: &Columnist,
    reader: &Reader,
    letter: &mut Letter,
    done: &AtomicUsize,
) -> Answered<()> {
    let post = redirect(columnist, &format!("{}/draft", letter.path), &[]).await?;
    write(columnist, &post, 0, &letter.mark).await?;
    let address = letter.contested.insert(format!("/posts/title-{}", letter.mark)).clone();
    letter.consent.unsure = Some("private");
    let path = format!("{post}/publication");
    let (published, closed) = tokio::join!(
        try_to_publish(columnist, &path, &letter.mark),
        reader.choose(&letter.receipt, "private"),
    );
    if closed?.status == StatusCode::OK {
        letter.consent.settle("private");
        letter.barred = reader.get(&address).await?.status != StatusCode::OK;
    } else {
        // It was public already, and keeps the choice that let it out.
        letter.consent.unsure = None;
    }
    published?;
    done.fetch_add(1, Ordering::Relaxed);
    Ok(())
}

async fn try_to_publish(columnist: &Columnist, path: &str, mark: &str) -> Answered<()> {
    let fields = [
        ("revision", "2"),
        ("title", &format!("Title {mark}")),
        ("printed", &format!("Printed {mark}")),
        ("answer", &format!("Answer {mark}")),
        ("tags", "trust"),
    ];
    let status = columnist.post(path, &fields).await?.status;
    assert!([StatusCode::SEE_OTHER, StatusCode::CONFLICT].contains(&status), "{path}: {status}");
    Ok(())
}
