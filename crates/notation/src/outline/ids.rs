//! Ids that are made from names.
//!
//! A node's id is its name in small ASCII letters (`Opens a ticket` → `opens_a_ticket`), so that it stays the same
//! whatever happens around it, and also when the step is automated. Names in other scripts become a hash
//! (`n_` and ten digits): XML would allow Thai and Japanese ids, but ids also stand in URLs, on command lines and
//! in other people's tools, and no transliteration of Japanese is right without knowing the reading.
//! Nodes without a name are called after what stands before them.

use super::ast::*;
use super::limits;
use super::walk::{self, Slot};
use model::bpmn::Id;
use std::collections::{HashMap, HashSet};

/// Whether XML allows `id` (Namespaces in XML 1.0, NCName), and the outline: a comma parts ids in a list.
pub fn is_valid(id: &str) -> bool {
    let starts = |c: char| {
        c.is_ascii_alphabetic()
            || matches!(c, '_' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}')
            || matches!(c, '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}')
            || matches!(c, '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}' | '\u{3002}'..='\u{d7ff}')
            || matches!(c, '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
    };
    let goes_on = |c: char| {
        starts(c)
            || c.is_ascii_digit()
            || matches!(c, '-' | '.' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
    };
    id.starts_with(starts) && id.len() <= 256 && id.chars().all(goes_on)
}

/// The id that a name stands for.
pub fn slug(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        match fold(c) {
            Some(letters) => out.push_str(letters),
            None if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            None if c.is_alphanumeric() => return format!("n_{:010x}", hash(name) & 0xff_ffff_ffff),
            None if out.ends_with('_') || out.is_empty() => {}
            None => out.push('_'),
        }
    }
    let mut out = out.trim_end_matches('_').to_owned();
    if out.is_empty() {
        return format!("n_{:010x}", hash(name) & 0xff_ffff_ffff);
    }
    if out.starts_with(|c: char| c.is_ascii_digit()) {
        out.insert(0, '_');
    }
    shorten(out, name)
}

/// Cuts a long id at a word; a hash of the whole keeps it apart from others that begin alike.
fn shorten(mut id: String, whole: &str) -> String {
    if id.len() > limits::ID_BYTES {
        let mut cut = limits::ID_BYTES - 7;
        while !id.is_char_boundary(cut) {
            cut -= 1;
        }
        id.truncate(id[..cut].rfind('_').filter(|at| *at > limits::ID_BYTES / 2).unwrap_or(cut));
        id.push_str(&format!("_{:06x}", hash(whole) & 0xff_ffff));
    }
    id
}

/// Latin letters with marks, without them.
fn fold(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'À' | 'Á' | 'Â' | 'Ã' | 'Ä' | 'Å' => "a",
        'è' | 'é' | 'ê' | 'ë' | 'È' | 'É' | 'Ê' | 'Ë' => "e",
        'ì' | 'í' | 'î' | 'ï' | 'Ì' | 'Í' | 'Î' | 'Ï' => "i",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ö' | 'Ø' => "o",
        'ù' | 'ú' | 'û' | 'ü' | 'Ù' | 'Ú' | 'Û' | 'Ü' => "u",
        'ç' | 'Ç' => "c",
        'ñ' | 'Ñ' => "n",
        'ý' | 'ÿ' | 'Ý' => "y",
        'ß' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        // An apostrophe inside a word leaves no gap.
        '\'' | '’' => "",
        _ => return None,
    })
}

/// FNV-1a with 64 bits: short, and the same for ever.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// The id of a slot as far as its name or its neighbour says it.
fn base(slot: &Slot<'_>) -> String {
    match slot.name.filter(|name| !name.is_empty()) {
        Some(name) => format!("{}{}", slot.prefix, slug(name)),
        None if slot.anchor.is_empty() => slot.suffix.to_owned(),
        None => {
            shorten(format!("{}_{}", slot.anchor, slot.suffix), &format!("{}_{}", slot.anchor, slot.suffix))
        }
    }
}

/// Hands out ids: the base itself, then `_2`, `_3` …
#[derive(Debug, Default)]
pub struct Names {
    taken: HashSet<Id>,
    next: HashMap<String, u32>,
}

impl Names {
    /// Reserves `id`; false if it is taken.
    pub fn reserve(&mut self, id: &Id) -> bool {
        self.taken.insert(id.clone())
    }

    /// A free id that begins with `base`.
    pub fn free(&mut self, base: &str) -> Id {
        loop {
            let id = self.candidate(base);
            self.advance(base);
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }

    /// Whether [`Names::free`] would give `own` if it were not taken; then it counts as given.
    fn would_be(&mut self, base: &str, own: &Id) -> bool {
        let from = self.next.get(base).copied();
        loop {
            let id = self.candidate(base);
            self.advance(base);
            if id == *own {
                return true;
            }
            if !self.taken.contains(&id) {
                match from {
                    Some(from) => self.next.insert(base.to_owned(), from),
                    None => self.next.remove(base),
                };
                return false;
            }
        }
    }

    fn candidate(&self, base: &str) -> Id {
        match self.next.get(base) {
            None => Id::from(base),
            Some(number) => Id::from(format!("{base}_{number}")),
        }
    }

    fn advance(&mut self, base: &str) {
        match self.next.get_mut(base) {
            Some(number) => *number += 1,
            None => {
                self.next.insert(base.to_owned(), 2);
            }
        }
    }
}

/// The id of the process.
pub fn process_id(outline: &Outline) -> Id {
    match (&outline.id, &outline.name) {
        (Some(id), _) => id.clone(),
        (None, Some(name)) => Id::from(slug(name)),
        (None, None) => Id::from("workflow"),
    }
}

/// Gives an id to everything that has none. Returns the names that are taken then.
pub fn fill(outline: &mut Outline) -> Names {
    fill_beside(outline, &[])
}

/// Gives an id that is not `taken` to everything that has none. Returns the names that are taken then.
pub fn fill_beside(outline: &mut Outline, taken: &[Id]) -> Names {
    let mut names = Names::default();
    for id in taken {
        names.reserve(id);
    }
    names.reserve(&process_id(outline));
    walk::ids(outline, &mut |slot| {
        if let Some(id) = slot.id {
            names.reserve(id);
        }
    });
    walk::ids(outline, &mut |slot| {
        if slot.id.is_none() && !slot.fixed {
            *slot.id = Some(names.free(&base(&slot)));
        }
    });
    names
}

/// Takes away every id that [`fill`] would give again.
pub fn relax(outline: &mut Outline) {
    let whole = outline.clone();
    let process = process_id(outline);
    let said = outline.id.take();
    if process_id(outline) != process {
        outline.id = said;
    }
    let mut names = Names::default();
    names.reserve(&process);
    walk::ids(outline, &mut |slot| {
        if let Some(id) = slot.id {
            names.reserve(id);
        }
    });
    let mut derived = Vec::new();
    walk::ids(outline, &mut |slot| {
        let base = base(&slot);
        derived.push(match slot.id {
            Some(id) if !slot.fixed => names.would_be(&base, &id.clone()),
            Some(_) => false,
            None => {
                names.free(&base);
                false
            }
        });
    });
    let mut derived = derived.into_iter();
    walk::ids(outline, &mut |slot| {
        if derived.next() == Some(true) {
            *slot.id = None;
        }
    });
    // A name may be wanted by two; then nothing is left out.
    let mut check = outline.clone();
    fill(&mut check);
    if all(&mut check) != all(&mut whole.clone()) {
        *outline = whole;
    }
}

/// Every id, in order.
fn all(outline: &mut Outline) -> Vec<Option<Id>> {
    let mut ids = Vec::new();
    walk::ids(outline, &mut |slot| {
        if slot.suffix != walk::JOIN {
            ids.push(slot.id.clone());
        }
    });
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_readable_ascii() {
        for (name, id) in [
            ("Opens a ticket", "opens_a_ticket"),
            ("L'operatore è già lì!", "loperatore_e_gia_li"),
            ("24 hours", "_24_hours"),
            ("…", "n_"),
            ("ลูกค้า", "n_"),
            ("顧客 VIP", "n_"),
        ] {
            assert!(slug(name).starts_with(id), "{name}: {}", slug(name));
            assert!(is_valid(&slug(name)));
        }
        assert!(["_1", "รับแจ้ง", "顧客-1", "é.b"].into_iter().all(is_valid));
        assert!(!["", "1", "-a", "a b", "a:b", "a、b", "a,b"].into_iter().any(is_valid));
        assert_ne!(slug("ลูกค้า"), slug("พนักงาน"));
    }

    #[test]
    fn long_names_stay_apart() {
        let name = |last: &str| format!("{} {last}", "a step with a very long name".repeat(5));
        assert_ne!(slug(&name("one")), slug(&name("two")));
        assert!(slug(&name("one")).len() <= limits::ID_BYTES);
    }

    #[test]
    fn a_second_step_of_a_name_gets_a_number() {
        let mut names = Names::default();
        names.reserve(&Id::from("call_2"));
        let ids: Vec<Id> = (0..3).map(|_| names.free("call")).collect();
        assert_eq!(ids, [Id::from("call"), Id::from("call_3"), Id::from("call_4")]);
    }
}
