//! What was marked, and where each mark may lie.

use unsaid::seal;

use crate::search::Needles;

/// Every text that anybody typed bears a mark.
#[derive(Default)]
pub struct Marks {
    /// What may lie in no file and in nothing that is printed.
    pub secret: Needles,
    /// Of the secret ones, those that the vault must hold.
    pub in_vault: Vec<String>,
    /// Of the secret ones, those that the vault must not hold either, even decrypted: what was never stored, and what
    /// was taken back.
    pub absent: Needles,
    /// What was published, so must lie in the public store.
    pub public: Vec<String>,
}

impl Marks {
    /// A new mark: a word that nothing else holds by chance.
    fn draw() -> String {
        format!("q{:016x}", seal::random_u64())
    }

    pub fn secret_one(&mut self, what: &str) -> String {
        let mark = Self::draw();
        self.secret.text(what, &mark);
        mark
    }

    pub fn vault_one(&mut self, what: &str) -> String {
        let mark = self.secret_one(what);
        self.in_vault.push(mark.clone());
        mark
    }

    /// What nobody is to store anywhere.
    pub fn absent_one(&mut self, what: &str) -> String {
        let mark = self.secret_one(what);
        self.absent.text(what, &mark);
        mark
    }

    /// The words of a receipt, which are nobody's but the reader's.
    pub fn receipt(&mut self, words: &str) {
        self.secret.receipt(words);
        self.absent.receipt(words);
    }

    /// A letter was taken back: of these marks the vault must hold none any more.
    pub fn taken_back(&mut self, marks: &[String]) {
        self.in_vault.retain(|mark| !marks.contains(mark));
        marks.iter().for_each(|mark| self.absent.text("taken back", mark));
    }

    /// What was the vault's alone went out.
    pub fn made_public(&mut self, mark: &str) {
        self.in_vault.retain(|known| known != mark);
        self.secret.forget(mark);
        self.public.push(mark.to_owned());
    }

    pub fn public_one(&mut self) -> String {
        let mark = Self::draw();
        self.public.push(mark.clone());
        mark
    }

    /// A letter with marks in its first line and at its end, the first of them, and both.
    pub fn letter(&mut self) -> (String, String, Vec<String>) {
        let (first, last) = (self.vault_one("letter"), self.vault_one("letter"));
        let middle = "He says that it is nothing, and I would like to believe him. ".repeat(20);
        let text = format!("{first} is what keeps me awake.\n\n{middle}\n\n{last}");
        (text, first.clone(), vec![first, last])
    }
}
