//! Italian.

use super::Words;

/// The words of Italian.
pub static WORDS: Words = Words {
    spaced: true,
    script: |_| false,
    frequent: &[
        "il", "lo", "la", "i", "gli", "le", "un", "una", "uno", "e", "o", "oppure", "se", "di", "del", "della", "al",
        "alla", "con", "per", "che", "non", "necessario", "dal", "dalla", "nel", "più", "è", "l", "un", "ed", "da", "su",
    ],
    or_steps: &["oppure", "o altrimenti", "o invece", "altrimenti"],
    or: &["o", "od", "ovvero", "o anche"],
    not_or: &["o no", "o meno", "o più", "uno o più", "uno o due", "due o tre"],
    if_before: &["nel caso in cui", "se", "qualora"],
    not_if: &["se ne", "se stesso", "se stessa", "come se", "anche se"],
    results: &["fatto", "risolto", "concluso", "completato", "effettuato", "chiuso"],
    when: &["quando"],
    if_after: &[],
    and: &["e", "ed", "ma"],
    then: &["allora"],
    if_needed: &[
        "se necessario", "se serve", "se occorre", "se richiesto", "ove necessario", "quando necessario",
        "quando serve", "all'occorrenza", "in caso di necessità", "se è necessario", "se ce n'è bisogno",
        "eventualmente",
    ],
    asks: &[
        "chiede se", "domanda se", "verifica se", "controlla se", "decide se", "valuta se", "chiede", "si chiede",
        "capisce se", "conferma se",
    ],
    chooses: &["sceglie", "seleziona", "sceglie tra", "decide tra", "opta per", "scelgono"],
    waits: &["attende", "aspetta", "resta in attesa", "rimane in attesa", "in attesa", "si attende", "si aspetta", "attesa", "attendere"],
    customers: &["cliente", "clienti", "chiamante", "visitatore", "visitatrice", "acquirente", "utente", "paziente", "ospite", "abbonato"],
    teams: &[
        "operatore", "operatrice", "agente", "addetto", "addetta", "assistenza", "assistente", "assistente vocale",
        "assistenza clienti", "servizio clienti", "bot", "chatbot", "responsabile", "supervisore", "esperto", "tecnico",
        "tecnica", "magazzino", "magazziniere", "contabilità", "amministrazione", "ufficio", "reparto", "squadra", "team",
        "corriere", "spedizioni", "logistica", "sistema", "negozio", "direttore", "manager", "sviluppatore", "consulente",
        "formatore", "commesso", "cassiere", "venditore", "collega", "segreteria", "impiegato", "autista", "fornitore",
        "finanza", "azienda", "centralino", "titolare", "medico", "infermiere",
    ],
    team_heads: &["squadra", "team", "ufficio", "reparto", "servizio", "responsabile", "addetto", "assistenza", "operatore", "tecnico", "agente"],
    things: &[
        "ordine", "fattura", "pacco", "chiamata", "ticket", "pagamento", "email", "e-mail", "mail", "messaggio",
        "guasto", "problema", "reclamo", "richiesta", "caso", "merce", "numero", "rimborso", "reso", "domanda",
        "risposta", "modulo", "prodotto", "articolo", "consegna", "acquisto", "conto", "contratto", "tutto", "niente",
    ],
    articles: &["il", "lo", "la", "l'", "l’", "i", "gli", "le", "un", "uno", "una", "un'", "un’", "poi", "infine", "quindi", "e"],
    particles: &[],
    verbs: &[
        "accetta", "accoglie", "acquista", "addebita", "affida", "aggiorna", "aggiunge", "aiuta", "allega", "annulla",
        "apre", "approva", "archivia", "arriva", "ascolta", "aspetta", "assegna", "assiste", "attende", "attiva",
        "avvia", "avvisa", "blocca", "calcola", "cambia", "cerca", "chiama", "chiarisce", "chiede", "chiude", "clicca",
        "compila", "completa", "compra", "comunica", "concorda", "conferma", "confronta", "consegna", "consiglia",
        "contatta", "contesta", "continua", "controlla", "corregge", "crea", "dà", "decide", "descrive", "dice", "discute", "domanda",
        "effettua", "elabora", "entra", "esamina", "esce", "esegue", "evade", "fa", "fissa", "fornisce", "forma", "genera", "gestisce",
        "guarda", "ha", "ignora", "imballa", "indica", "informa", "insiste", "istruisce", "inoltra", "inserisce", "installa", "invia", "invita",
        "lascia", "legge", "manda", "mette", "misura", "modifica", "mostra", "naviga", "non", "notifica", "offre", "ordina", "organizza",
        "ottiene", "paga", "parla", "passa", "pianifica", "porta", "prenota", "prende", "prepara", "presenta", "procede",
        "programma", "promette", "propone", "prova", "pubblica", "raccoglie", "raggiunge", "reclama", "registra", "respinge",
        "restituisce", "resta", "riceve", "richiama", "richiede", "ricontatta", "rifiuta", "rimanda", "rimborsa", "rinuncia", "ringrazia", "rinvia", "ripara", "rispedisce", "rivede",
        "ripete", "risolve", "risponde", "ritira", "saluta", "salva", "scusa", "scarica", "sceglie", "scrive", "segnala", "segue", "seleziona",
        "si", "smista", "sollecita", "sospende", "sostituisce", "spedisce", "spiega", "sposta", "stampa", "telefona",
        "termina", "trasferisce", "trova", "usa", "utilizza", "va", "valuta", "vede", "vende", "verifica", "versa", "viene", "visita", "vuole",
    ],
    verb_beginnings: &[],
    verb_endings: &[],
    likely_verb: |word, _| {
        let other = ["di", "del", "della", "dei", "delle", "degli", "dell", "che", "per", "con", "alle", "nelle", "nuove"];
        word.len() > 2 && word.ends_with(['a', 'e']) && !other.contains(&word)
    },
    adverbs: &["anche", "poi", "subito", "gentilmente", "non", "ora", "ancora", "infine", "si", "gli", "le", "lo", "la", "li"],
    opposites: &[
        ("accetta", "rifiuta"), ("accetta", "respinge"), ("accetta", "rinuncia"), ("approva", "respinge"),
        ("approva", "rifiuta"), ("conferma", "annulla"), ("paga", "annulla"), ("resta", "lascia"),
    ],
    connectors: &[
        ("invia un'email", "email.send"), ("invia una email", "email.send"), ("invia un'e-mail", "email.send"),
        ("invia una e-mail", "email.send"), ("invia una mail", "email.send"), ("manda un'email", "email.send"),
        ("manda una mail", "email.send"), ("manda un'e-mail", "email.send"), ("via email", "email.send"),
        ("via e-mail", "email.send"), ("email di conferma", "email.send"), ("e-mail di conferma", "email.send"),
        ("apre un ticket", "ticket.open"), ("aprire un ticket", "ticket.open"), ("crea un ticket", "ticket.open"),
        ("assegna il ticket", "ticket.assign"), ("assegna un ticket", "ticket.assign"), ("lo assegna", "ticket.assign"),
        ("emette la fattura", "invoice.create"), ("emette fattura", "invoice.create"), ("genera la fattura", "invoice.create"),
        ("crea la fattura", "invoice.create"), ("fattura generata", "invoice.create"), ("fattura emessa", "invoice.create"),
        ("numero di tracciamento", "shipment.track"), ("codice di tracciamento", "shipment.track"),
        ("numero di tracking", "shipment.track"), ("codice di tracking", "shipment.track"),
        ("chiede un parere", "survey.send"), ("chiede un feedback", "survey.send"), ("sondaggio", "survey.send"),
        ("questionario", "survey.send"), ("richiama", "task.callback"), ("ricontatta", "task.callback"),
        ("risponde al cliente", "conversation.reply"),
    ],
    numbers: &[
        ("un'", 1), ("un’", 1), ("un", 1), ("uno", 1), ("una", 1), ("due", 2), ("tre", 3), ("quattro", 4), ("cinque", 5),
        ("sei", 6), ("sette", 7), ("otto", 8), ("nove", 9), ("dieci", 10), ("undici", 11), ("dodici", 12),
    ],
    units: &[
        ("anni", 0), ("anno", 0), ("mesi", 1), ("mese", 1), ("settimane", 2), ("settimana", 2), ("giorni", 3),
        ("giorno", 3), ("ore", 4), ("ora", 4), ("minuti", 5), ("minuto", 5), ("secondi", 6), ("secondo", 6),
    ],
    what_next: "Che cosa succede?",
    question: ("", "?"),
    optional_question: ("", "?"),
};
