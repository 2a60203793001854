//! What the desk leaves in a reader's mailbox: messages, and the state.

use super::frame::{self, Frame};
use super::receipt::ReaderSecret;
use super::suite::{self, Place, Purpose};
use super::{OpenError, SealError};
use crate::domain::{
    BUCKETS, ColumnId, Envelope, MailboxId, MailboxState, Message, ReaderKey, STATE_BYTES,
    SealedState, TAG_BYTES,
};

/// The number that stands for a mailbox's state; messages are counted from 1.
const STATE_NUMBER: u32 = 0;

/// Seals the message `number`, counted from 1, of a mailbox to its reader.
///
/// # Errors
///
/// * [`SealError::Number`] when `number` is 0.
/// * [`SealError::TooLarge`] when its JSON and 4 bytes are more than 64 KiB.
/// * [`SealError::Key`] when `reader` is no usable public key.
pub fn seal_message(
    column: &ColumnId,
    reader: &ReaderKey,
    mailbox: &MailboxId,
    number: u32,
    message: &Message,
) -> Result<Envelope, SealError> {
    if number == STATE_NUMBER {
        return Err(SealError::Number);
    }
    let frame = Frame::json(message, &BUCKETS)?;
    let place = place(column, mailbox, number);
    let sealed = suite::seal(&suite::key_id(&reader.0), &reader.0, &place, frame)?;
    Envelope::parse(sealed).map_err(|_| SealError::TooLarge)
}

/// Opens the message `number` of a mailbox.
///
/// # Errors
///
/// * [`OpenError::WrongKey`] when it was sealed to another reader.
/// * [`OpenError::Decrypt`] when it was changed or belongs to another mailbox or number.
/// * [`OpenError::Padding`] and [`OpenError::Structure`] when what it holds is no message.
pub fn open_message(
    column: &ColumnId,
    secret: &ReaderSecret,
    mailbox: &MailboxId,
    number: u32,
    envelope: &Envelope,
) -> Result<Message, OpenError> {
    let place = place(column, mailbox, number);
    let plain = suite::open(&secret.0, &place, envelope.as_bytes())?;
    frame::json(&plain, &BUCKETS)
}

/// Seals a mailbox's state to its reader; all states are of one size.
///
/// # Errors
///
/// * [`SealError::TooLarge`] when its JSON and 4 bytes are more than [`STATE_BYTES`], which no slug makes them.
/// * [`SealError::Key`] when `reader` is no usable public key.
pub fn seal_state(
    column: &ColumnId,
    reader: &ReaderKey,
    mailbox: &MailboxId,
    state: &MailboxState,
) -> Result<SealedState, SealError> {
    let frame = Frame::json(state, &[STATE_BYTES])?;
    let place = place(column, mailbox, STATE_NUMBER);
    let sealed = suite::seal(&suite::key_id(&reader.0), &reader.0, &place, frame)?;
    SealedState::parse(sealed).map_err(|_| SealError::TooLarge)
}

/// Opens a mailbox's state.
///
/// # Errors
///
/// * [`OpenError::WrongKey`] when it was sealed to another reader.
/// * [`OpenError::Decrypt`] when it was changed or belongs to another mailbox.
/// * [`OpenError::Padding`] and [`OpenError::Structure`] when what it holds is no state.
pub fn open_state(
    column: &ColumnId,
    secret: &ReaderSecret,
    mailbox: &MailboxId,
    sealed: &SealedState,
) -> Result<MailboxState, OpenError> {
    let place = place(column, mailbox, STATE_NUMBER);
    let plain = suite::open(&secret.0, &place, sealed.as_bytes())?;
    frame::json(&plain, &[STATE_BYTES])
}

/// Takes as long as opening a state that is not its reader's: for a receipt that no letter has.
pub fn spend_like_open(column: &ColumnId, secret: &ReaderSecret, mailbox: &MailboxId) {
    // With the right header, and a point of the curve as the encapsulated key, nothing is refused before the end.
    let header = suite::header(&secret.0.id);
    let sealed = [&header[..], &secret.0.public, &[0; STATE_BYTES + TAG_BYTES]].concat();
    let _ = suite::open(&secret.0, &place(column, mailbox, STATE_NUMBER), &sealed);
}

fn place<'a>(column: &'a ColumnId, mailbox: &'a MailboxId, number: u32) -> Place<'a> {
    Place { purpose: Purpose::Reply, column, owner: &mailbox.0, number: Some(number) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{ColumnSalt, Day, HEADER_BYTES, SLUG_CHARS_MAX};
    use crate::seal::{ReceiptKeys, draw_receipt};

    const COLUMN: ColumnId = ColumnId([1; 16]);
    const MAILBOX: MailboxId = MailboxId([2; 32]);

    fn reader() -> ReaderSecret {
        ReceiptKeys::derive(&ColumnSalt([3; 32]), &draw_receipt()).reader()
    }

    fn reply(text: &str) -> Message {
        Message::Reply { text: text.to_owned() }
    }

    fn states() -> Vec<MailboxState> {
        vec![
            MailboxState::Waiting,
            MailboxState::Read,
            MailboxState::Answered,
            MailboxState::Published { slug: "s".repeat(SLUG_CHARS_MAX) },
            MailboxState::Declined,
            MailboxState::Withdrawn,
            MailboxState::Destroyed { day: Day(u32::MAX) },
        ]
    }

    #[test]
    fn a_reply_opens_in_its_mailbox_under_its_number_only() {
        let reader = reader();
        let sealed =
            seal_message(&COLUMN, &reader.public(), &MAILBOX, 7, &reply("Tell her.")).unwrap();
        let open =
            |column, mailbox, number| open_message(column, &reader, mailbox, number, &sealed);
        assert_eq!(open(&COLUMN, &MAILBOX, 7).unwrap(), reply("Tell her."));
        assert_eq!(open(&COLUMN, &MAILBOX, 8), Err(OpenError::Decrypt));
        assert_eq!(open(&COLUMN, &MAILBOX, 0), Err(OpenError::Decrypt));
        assert_eq!(open(&COLUMN, &MailboxId([9; 32]), 7), Err(OpenError::Decrypt));
        assert_eq!(open(&ColumnId([9; 16]), &MAILBOX, 7), Err(OpenError::Decrypt));
    }

    #[test]
    fn only_its_reader_opens_a_reply() {
        let sealed =
            seal_message(&COLUMN, &reader().public(), &MAILBOX, 1, &reply("Tell her.")).unwrap();
        let opened = open_message(&COLUMN, &reader(), &MAILBOX, 1, &sealed);
        assert_eq!(opened, Err(OpenError::WrongKey));
    }

    #[test]
    fn replies_are_counted_from_one() {
        let sealed = seal_message(&COLUMN, &reader().public(), &MAILBOX, 0, &reply("Tell her."));
        assert_eq!(sealed, Err(SealError::Number));
    }

    #[test]
    fn a_reply_beyond_64_kib_is_refused() {
        let reader = reader();
        let room = 64 * 1024 - 4 - r#"{"kind":"reply","text":""}"#.len();
        let seal = |text: &str| seal_message(&COLUMN, &reader.public(), &MAILBOX, 1, &reply(text));
        assert!(seal(&"x".repeat(room)).is_ok());
        assert_eq!(seal(&"x".repeat(room + 1)), Err(SealError::TooLarge));
    }

    #[test]
    fn every_state_opens_as_it_was_sealed_and_all_are_of_one_size() {
        let reader = reader();
        for state in states() {
            let sealed = seal_state(&COLUMN, &reader.public(), &MAILBOX, &state).unwrap();
            assert_eq!(sealed.as_bytes().len(), HEADER_BYTES + 32 + STATE_BYTES + 16);
            assert_eq!(open_state(&COLUMN, &reader, &MAILBOX, &sealed), Ok(state));
        }
    }

    #[test]
    fn what_stands_in_for_a_state_is_refused_at_the_very_end() {
        let reader = reader();
        let header = suite::header(&reader.0.id);
        let sealed = [&header[..], &reader.0.public, &[0; STATE_BYTES + TAG_BYTES]].concat();
        let state = SealedState::parse(sealed).unwrap();
        let opened = open_state(&COLUMN, &reader, &MAILBOX, &state);
        assert_eq!(opened, Err(OpenError::Decrypt));
        spend_like_open(&COLUMN, &reader, &MAILBOX);
    }

    #[test]
    fn a_state_moved_or_changed_is_refused() {
        let reader = reader();
        let state = MailboxState::Waiting;
        let sealed = seal_state(&COLUMN, &reader.public(), &MAILBOX, &state).unwrap();
        let moved = open_state(&COLUMN, &reader, &MailboxId([9; 32]), &sealed);
        assert_eq!(moved, Err(OpenError::Decrypt));
        for place in 1..sealed.as_bytes().len() {
            let mut bytes = sealed.as_bytes().to_vec();
            bytes[place] ^= 1;
            let changed = SealedState::parse(bytes).unwrap();
            assert!(open_state(&COLUMN, &reader, &MAILBOX, &changed).is_err(), "byte {place}");
        }
    }

    #[test]
    fn a_state_that_does_not_fit_is_refused() {
        let state = MailboxState::Published { slug: "s".repeat(STATE_BYTES) };
        let sealed = seal_state(&COLUMN, &reader().public(), &MAILBOX, &state);
        assert_eq!(sealed, Err(SealError::TooLarge));
    }

    #[test]
    fn a_message_with_an_unknown_field_is_refused() {
        let reader = reader();
        let key = reader.public();
        for json in
            [r#"{"kind":"reply","text":"x","more":1}"#, r#"{"kind":"reply"}"#, r#"{}"#, r#""x""#]
        {
            let frame = Frame::bytes(json.as_bytes(), &BUCKETS).unwrap();
            let place = place(&COLUMN, &MAILBOX, 1);
            let bytes = suite::seal(&suite::key_id(&key.0), &key.0, &place, frame).unwrap();
            let opened =
                open_message(&COLUMN, &reader, &MAILBOX, 1, &Envelope::parse(bytes).unwrap());
            assert_eq!(opened, Err(OpenError::Structure), "{json}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn every_reply_opens_as_it_was_sealed(text in any::<String>(), number in 1_u32..) {
            let reader = reader();
            let sealed = seal_message(&COLUMN, &reader.public(), &MAILBOX, number, &reply(&text)).unwrap();
            prop_assert_eq!(open_message(&COLUMN, &reader, &MAILBOX, number, &sealed), Ok(reply(&text)));
        }
    }
}
