//! Who is signed in. In memory alone: a restart locks the desk.

use std::sync::{Mutex, PoisonError};

use crate::domain::{Moment, Person};
use crate::seal::{Token, same};

/// Sessions that can be open at once; one more ends the one that has been idle longest.
const SESSIONS_MAX: usize = 32;

/// The open sessions.
pub(super) struct Sessions {
    open: Mutex<Vec<Session>>,
    idle_seconds: i64,
}

struct Session {
    /// The hash of the token; the token itself lies in the browser alone.
    hash: [u8; 32],
    person: Person,
    last: Moment,
}

impl Sessions {
    pub(super) fn new(idle_seconds: i64) -> Self {
        Self { open: Mutex::new(Vec::new()), idle_seconds }
    }

    /// Opens a session.
    pub(super) fn begin(&self, person: Person, now: Moment) -> Token {
        let token = Token::generate();
        let mut open = self.lock();
        if open.len() >= SESSIONS_MAX
            && let Some(oldest) = (0..open.len()).min_by_key(|&i| open[i].last)
        {
            open.remove(oldest);
        }
        open.push(Session { hash: token.hash(), person, last: now });
        token
    }

    /// Whose session a token is; using it keeps it open.
    pub(super) fn person(&self, token: &Token, now: Moment) -> Option<Person> {
        let hash = token.hash();
        let mut open = self.lock();
        let session = open.iter_mut().find(|session| same(&session.hash, &hash))?;
        if self.is_idle(session, now) {
            return None;
        }
        session.last = now;
        Some(session.person.clone())
    }

    /// Ends the session of a token, and those that were idle too long; true when none is left.
    pub(super) fn end(&self, token: Option<&Token>, now: Moment) -> bool {
        let hash = token.map(Token::hash);
        let mut open = self.lock();
        open.retain(|session| {
            !self.is_idle(session, now) && !hash.is_some_and(|hash| same(&session.hash, &hash))
        });
        open.is_empty()
    }

    fn is_idle(&self, session: &Session, now: Moment) -> bool {
        now >= session.last.after(self.idle_seconds)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Session>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{AccountId, Role};

    fn person() -> Person {
        Person { id: AccountId([1; 16]), name: "Mara".into(), role: Role::Columnist }
    }

    #[test]
    fn a_session_lasts_while_it_is_used_and_ends_when_idle() {
        let sessions = Sessions::new(60);
        let token = sessions.begin(person(), Moment(0));
        assert!(sessions.person(&token, Moment(59)).is_some());
        assert!(sessions.person(&token, Moment(118)).is_some());
        assert!(!sessions.end(None, Moment(177)));
        assert!(sessions.person(&token, Moment(178)).is_none());
        assert!(sessions.end(None, Moment(178)));
    }

    #[test]
    fn ending_one_session_leaves_the_others() {
        let sessions = Sessions::new(60);
        let (one, two) = (sessions.begin(person(), Moment(0)), sessions.begin(person(), Moment(0)));
        assert!(!sessions.end(Some(&one), Moment(1)));
        assert!(sessions.person(&one, Moment(1)).is_none());
        assert!(sessions.person(&two, Moment(1)).is_some());
        assert!(sessions.end(Some(&two), Moment(1)));
    }

    #[test]
    fn one_session_too_many_ends_the_one_that_was_idle_longest() {
        let sessions = Sessions::new(1_000);
        let first = sessions.begin(person(), Moment(0));
        for i in 1..=SESSIONS_MAX {
            sessions.begin(person(), Moment(i as i64));
        }
        assert!(sessions.person(&first, Moment(50)).is_none());
    }
}
