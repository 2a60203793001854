//! Lists that are put in order by hand, one step at a time: the pages of the menu, the blocks.

/// One step within a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    Up,
    Down,
    /// In at the end; one that is there already stays where it is.
    In,
    Out,
}

impl Move {
    pub const ALL: [Self; 4] = [Self::Up, Self::Down, Self::In, Self::Out];

    /// The word that forms use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::In => "in",
            Self::Out => "out",
        }
    }

    /// Reads its word; none for any other.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.as_str() == word)
    }
}

/// The list after `item` made one step. At an end, and for an item that is not there, nothing moves but in.
pub fn moved<T: Copy + PartialEq>(list: &[T], item: T, step: Move) -> Vec<T> {
    let mut list = list.to_vec();
    let place = list.iter().position(|other| *other == item);
    match (step, place) {
        (Move::In, None) => list.push(item),
        (Move::Out, Some(place)) => drop(list.remove(place)),
        (Move::Up, Some(place)) if place > 0 => list.swap(place - 1, place),
        (Move::Down, Some(place)) if place + 1 < list.len() => list.swap(place, place + 1),
        (Move::Up | Move::Down | Move::Out | Move::In, _) => {}
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_step_changes_places_with_the_neighbour() {
        assert_eq!(moved(&[1, 2, 3], 2, Move::Up), [2, 1, 3]);
        assert_eq!(moved(&[1, 2, 3], 2, Move::Down), [1, 3, 2]);
        assert_eq!(moved(&[1, 2, 3], 1, Move::Up), [1, 2, 3]);
        assert_eq!(moved(&[1, 2, 3], 3, Move::Down), [1, 2, 3]);
        assert_eq!(moved(&[1, 2], 3, Move::In), [1, 2, 3]);
        assert_eq!(moved(&[1, 2, 3], 1, Move::Out), [2, 3]);
        assert_eq!(moved(&[1], 2, Move::Up), [1]);
    }

    proptest! {
        #[test]
        fn whatever_steps_are_made_nothing_is_doubled_or_lost_and_no_other_changes_its_order(
            steps in proptest::collection::vec((0_u8..8, 0_usize..4), 0..60),
        ) {
            let mut list: Vec<u8> = Vec::new();
            for (item, step) in steps {
                let step = Move::ALL[step];
                let after = moved(&list, item, step);
                let others = |list: &[u8]| {
                    list.iter().copied().filter(|other| *other != item).collect::<Vec<_>>()
                };
                prop_assert_eq!(others(&list), others(&after));
                let count = after.iter().filter(|other| **other == item).count();
                let expected = match step {
                    Move::In => 1,
                    Move::Out => 0,
                    Move::Up | Move::Down => usize::from(list.contains(&item)),
                };
                prop_assert_eq!(count, expected);
                list = after;
            }
        }

        #[test]
        fn a_step_back_undoes_a_step(len in 2_usize..12, at in 0_usize..12) {
            let list: Vec<usize> = (0..len).collect();
            let item = at % len;
            if item > 0 {
                let up = moved(&list, item, Move::Up);
                prop_assert_eq!(&moved(&up, item, Move::Down), &list);
            }
            if item + 1 < len {
                let down = moved(&list, item, Move::Down);
                prop_assert_eq!(&moved(&down, item, Move::Up), &list);
            }
        }
    }
}
