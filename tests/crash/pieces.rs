//! Posts as their columnist knows them: what was saved, what was given a date, and of each the one deed whose answer
//! never came.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use reqwest::StatusCode;
use unsaid::seal;

use crate::ledger::Deeds;
use crate::load::redirect;
use crate::people::{Answered, Columnist, Reader};
use crate::world::World;

/// What the fields of the editor are sent as.
const FORM: &str = "application/x-www-form-urlencoded";

/// A post, and the letter behind it if there is one.
#[derive(Debug, Default)]
pub struct Piece {
    /// In its title for good, so in its address.
    pub name: String,
    /// Where it is written.
    pub editor: String,
    /// Of the letter; empty without one.
    pub receipt: String,
    /// The answer that was saved last.
    answer: String,
    /// The marks of the answers that were saved.
    pub saved: Deeds,
    /// A date, or publication: asked for, and acknowledged.
    pub out: Deeds,
    /// Its letter was closed before the hour.
    pub stopped: bool,
}

impl Piece {
    fn new(editor: String, receipt: String) -> Self {
        let name = format!("q{:016x}", seal::random_u64());
        Self { name, editor, receipt, ..Self::default() }
    }

    /// Begins posts without letters.
    pub async fn entries(columnist: &Columnist, count: usize) -> Vec<Self> {
        let mut pieces = Vec::new();
        for _ in 0..count {
            let editor = columnist.act("/desk/posts", &[("kind", "entry")]).await;
            pieces.push(Self::new(editor, String::new()));
        }
        pieces
    }

    /// Begins the posts of letters that are sent for them.
    pub async fn answers(world: &World, columnist: &Columnist, count: usize) -> Vec<Self> {
        let reader = Reader::new(world.base());
        let mut pieces = Vec::new();
        for form in reader.open_forms(count).await.unwrap() {
            let mark = format!("q{:016x}", seal::random_u64());
            let receipt = reader.ask_by(form, &mark, "print").await;
            let letter = crate::common::eventually("the letter at the desk", || async {
                let found = columnist.letters(&format!("/desk?q={mark}")).await;
                found.into_iter().next().map(|(path, _)| path)
            })
            .await;
            let editor = columnist.act(&format!("{letter}/draft"), &[]).await;
            pieces.push(Self::new(editor, receipt));
        }
        pieces
    }

    /// Where readers find it.
    pub fn address(&self) -> String {
        format!("/posts/title-{}", self.name)
    }

    /// The fields of the editor.
    fn fields(&self) -> [(&'static str, String); 5] {
        [
            // A post begins with revision 1, and each save has a number of its own.
            ("revision", (self.saved.acknowledged.len() + 1).to_string()),
            ("title", format!("Title {}", self.name)),
            ("printed", format!("Printed {}", self.name)),
            ("answer", self.answer.clone()),
            ("tags", "trust".to_owned()),
        ]
    }

    /// Saves another answer as the editor's script does, `around` before and behind its mark.
    pub async fn save(
        &mut self,
        columnist: &Columnist,
        around: &str,
        done: &AtomicUsize,
    ) -> Answered<()> {
        let mark = self.saved.begin();
        self.answer = format!("{around} {mark} {around}");
        let fields = self.fields();
        let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(&fields).finish();
        let answer = columnist.post_script(&self.editor, FORM, form.into_bytes()).await?;
        self.saved.acknowledge();
        let revision = self.saved.acknowledged.len() + 1;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        assert_eq!(answer.body, format!("{{\"revision\":{revision}}}"), "{self:?}");
        done.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    /// Publishes what was saved last, or gives it a date: `when` are the fields of the form for that.
    pub async fn put_out(
        &mut self,
        columnist: &Columnist,
        when: &[(&str, &str)],
        done: &AtomicUsize,
    ) -> Answered<()> {
        self.out.unsure = self.saved.acknowledged.last().cloned();
        // The same text again is no save.
        let fields = self.fields();
        let fields = fields.iter().map(|(name, value)| (*name, value.as_str()));
        let fields: Vec<_> = fields.chain(when.iter().copied()).collect();
        redirect(columnist, &format!("{}/publication", self.editor), &fields).await?;
        self.out.acknowledge();
        done.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}

/// Work that goes on until the program is gone; gives the posts back.
pub struct Desk {
    clients: tokio::task::JoinSet<Vec<Piece>>,
    pub done: Arc<AtomicUsize>,
}

impl Desk {
    /// Lets each share of the posts be worked on by `work`.
    pub fn busy<F, W>(pieces: Vec<Piece>, clients: usize, work: W) -> Self
    where
        F: Future<Output = Vec<Piece>> + Send + 'static,
        W: Fn(Vec<Piece>, Arc<AtomicUsize>) -> F,
    {
        let done = Arc::new(AtomicUsize::new(0));
        let mut shares: Vec<Vec<Piece>> = (0..clients).map(|_| Vec::new()).collect();
        for (i, piece) in pieces.into_iter().enumerate() {
            shares[i % clients].push(piece);
        }
        let mut set = tokio::task::JoinSet::new();
        for share in shares {
            set.spawn(work(share, Arc::clone(&done)));
        }
        Self { clients: set, done }
    }

    /// Kills the program once `deeds` were acknowledged, a moment of chance later.
    pub async fn kill(self, world: &mut World, deeds: u64) -> Vec<Piece> {
        world.reach(&self.done, deeds).await;
        world.kill();
        self.clients.join_all().await.into_iter().flatten().collect()
    }
}
