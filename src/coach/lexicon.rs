//! The words the coach looks for. Lists are short on purpose: a false alarm costs more than a missed word.

/// Phrases between commas, in lower case, with `*` for any ending of a phrase's last word.
///
/// One with capitals is found only as it is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Phrases(pub &'static str);

impl Phrases {
    pub fn iter(self) -> impl Iterator<Item = &'static str> {
        self.0.split(',').map(str::trim)
    }

    /// Gives the words of each phrase.
    pub fn words(self) -> impl Iterator<Item = Vec<&'static str>> {
        self.iter().map(|phrase| phrase.split_whitespace().collect())
    }

    /// Returns whether a word, in lower case, is one of them.
    pub fn hold(self, word: &str) -> bool {
        self.iter().any(|phrase| phrase == word)
    }
}

/// Not a moment: how things are in general.
pub(super) const VAGUE: Phrases = Phrases(
    "
    often, usually, sometimes, always, generally, in general, mostly, most of the time, all the time,
    every time, each time, from time to time, now and then, again and again, normally, typically,
    frequently, regularly, occasionally, constantly, rarely, seldom, whenever, tends to, tend to",
);

/// Words that fix a moment: with one of them in the text, a vague word beside it does no harm.
pub(super) const MOMENTS: Phrases = Phrases(
    "
    monday, tuesday, wednesday, thursday, friday, saturday, sunday, yesterday, today, tonight,
    this morning, this afternoon, this evening, last night, last week, ago, at noon, at midnight",
);

/// Words that turn a weekday into a habit.
pub(super) const HABITS: Phrases = Phrases("every, each, most");

/// How a model is judged, not what a person gets to see.
pub(super) const MODEL_SPEAK: Phrases = Phrases(
    "
    precision, recall rate, recall at, recall of, recall is, precision and recall, low recall,
    lower recall, high recall, higher recall, F1, AUC, ROC, RMSE, BLEU, ROUGE, latency, hallucinat*,
    false positive*, false negative*, confidence score*, confidence threshold*, perplexity,
    training data, training set, test set, overfit*, ground truth, distribution shift,
    out of distribution, context window, embedding*, inference, throughput, token limit, error rate,
    model accuracy, accuracy rate, eval score*, benchmark score*, logit*, softmax",
);

/// Words before a decimal that make it a number of the model.
pub(super) const METRICS: Phrases = Phrases(
    "
    confidence, threshold, precision, recall, score, probability, accuracy, F1, certainty",
);

/// Words a user of the product would not use.
pub(super) const JARGON: Phrases = Phrases(
    "
    llm, llms, large language model*, language model*, neural net*, embedding*, inference, token,
    tokens, fine tun*, finetun*, training data, pretrained, trained on, transformer, transformers,
    hallucinat*, system prompt*, prompt engineering, context window, RAG, NLP, ML, API, vector search,
    vector database, semantic search, machine learning, deep learning, classifier*, the model,
    our model, ai model, ai models, model limitations, probabilistic, stochastic, dataset*, heuristic*,
    confidence score*, agentic, multimodal, generative ai, genai, backend, powered by ai, ai powered,
    ai driven, latency",
);

/// Promises nobody can keep, and minds nobody built.
pub(super) const OVER_PROMISE: Phrases = Phrases(
    "
    always, never wrong, never fail, never fails, never makes mistakes, never make mistakes,
    never forgets, never misses, never miss, understands you, understand you, understands your,
    understands what you, knows you, knows what you, knows exactly, learns you, learns your,
    reads your mind, read your mind, perfect, perfectly, flawless*, error free, guarantee*, every time,
    any question, anything you, everything you, effortless*, seamless*, magic, magical, magically,
    revolutionary, no mistakes, no errors, without mistakes, without errors, thinks like you,
    like a human, human like, cares about you",
);

/// Words before a promise that take it back.
pub(super) const DENIALS: Phrases = Phrases("not, no, cannot, never, nobody, without, nor, neither, less");

/// A group instead of somebody.
pub(super) const GROUPS: Phrases = Phrases(
    "
    users, user, people, customers, the customer, a customer, our customer, consumers, the consumer,
    everyone, everybody, anyone, anybody, clients, persona, personas, segment, segments, target group,
    the public, folks, stakeholders, the market, humans",
);

/// Words after a group word that make it part of something else.
pub(super) const NOT_A_GROUP_BEFORE: Phrases = Phrases(
    "
    interface, interfaces, experience, manual, manuals, research, researcher, researchers, story,
    stories, name, names, account, accounts, id, guide, test, tests, testing, journey, flow, support,
    success, service, care, desk, manager, lead, team, partner, operations",
);

/// Words before a group word that make it particular.
pub(super) const NOT_A_GROUP_AFTER: Phrases = Phrases(
    "
    two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, dozen, her, his, manages,
    leads, hires, manage, lead, managing, leading",
);

/// An answer that leans on another one.
pub(super) const AS_ABOVE: Phrases = Phrases(
    "
    as above, see above, same as above, like above, as before, same as before, same as the first,
    same as the last, ditto, see first, see the first",
);

/// Words that say nothing if they are all there is.
pub(super) const SAME: Phrases =
    Phrases("same, the same, same again, same here, same thing, the same thing, likewise, idem, dito");

/// Numbers about people, which need the words of one of them.
pub(super) const SURVEYS: Phrases = Phrases("survey*, respondents, nps, poll, questionnaire*");

/// Feelings that stand where an act should be.
pub(super) const FEELINGS: Phrases = Phrases(
    "
    feel, feels, felt, feeling, feelings, frustrat*, annoy*, irritat*, happy, happier, unhappy, sad,
    angry, anger, upset, excited, excitement, delight*, confused, confusion, overwhelmed, anxious,
    anxiety, worried, worries, stressed, loves, loved, love, hates, hated, hate, enjoy*, satisfied,
    disappoint*, comfortable, uncomfortable, insecure, afraid, scared, nervous, bored, proud, ashamed,
    embarrassed",
);

/// Words after a feeling that make it something else.
pub(super) const NOT_A_FEELING_BEFORE: Phrases = Phrases("free, pen, pens, tip, tips, letter, letters");

/// Adjectives that claim empathy and show none.
pub(super) const CLAIMS: Phrases = Phrases(
    "
    customer obsessed, customer obsession, user centric, customer centric, user centered, human centric,
    user first, customer first, empathetic, passionate",
);

/// What goes on inside somebody, or is in the eye of the beholder.
pub(super) const INNER: Phrases = Phrases(
    "
    comfortable, confident, confidence, trust*, good enough, well enough, reliable, reliably, ready,
    happy, happier, satisfied, sure, convinced, at ease, feel, feels, felt, feeling, believe*,
    used to it, understand, understands, mature, works well, work well, worried, anxious, familiar,
    willing, useful, helpful, better, accurate, make sense, makes sense, like it, likes it, love*,
    enjoy*",
);

/// Counts and stretches of time.
pub(super) const COUNTS: Phrases = Phrases(
    "
    two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, twenty, thirty, hundred,
    dozen, half, twice, percent, in a row, minute*, hour*, day, days, week, weeks, month, months,
    quarter, year, years, monday*, tuesday*, wednesday*, thursday*, friday*, fewer",
);

/// Acts that somebody else could see.
pub(super) const ACTS: Phrases = Phrases(
    "
    send*, sent, undo*, undone, click*, tap, taps, tapped, open, opens, opened, switch*, corrects,
    corrected, correction*, edit*, delet*, return*, ask, asks, asked, asking, reply, replies, replied,
    accept*, reject*, approv*, call, calls, called, write, writes, wrote, written, complain*, cancel*,
    uninstall*, install*, unchanged, press, presses, pressed, choose*, chose, pick, picks, picked,
    turn off, turns off, mail, mails, reads, says so, count, counted",
);

/// Who a change is for.
pub(super) const WHO: Phrases = Phrases(
    "
    who, whose, whom, whoever, those, somebody, someone, host, hosts, manager*, nurse*, teacher*,
    reader*, writer*, author*, editor*, designer*, developer*, engineer*, analyst*, planner*, patient*,
    doctor*, student*, parent*, buyer*, seller*, shopper*, driver*, rider*, traveller*, listener*,
    owner*, admin*, agent, agents, recruiter*, candidate*, newcomer*, beginner*, expert*, accountant*,
    lawyer*, founder*, lead, leads, colleague*, member*, guest*, player*, viewer*, first time,
    new user*, returning user*, a person, she, he, sender*, receiver*, recipient*, customer*, supplier*",
);

/// Where in the flow something happens.
pub(super) const WHERE: Phrases = Phrases(
    "
    page*, screen*, step*, before, after, when, while, during, beside, under, above, below, next to,
    button*, menu*, setting*, list, lists, message*, mail*, email*, dialog*, onboarding, header*,
    footer*, card*, sidebar*, panel*, tab, tabs, search, checkout, notification*, inbox*, chat*,
    editor*, home, form, forms, pop up, tooltip*, banner*, at the top, at the end, feed, first, on the,
    row*, line*, field*",
);

/// What is there that was not there before.
pub(super) const CHANGES: Phrases = Phrases(
    "
    show*, see, sees, add*, replac*, remov*, ask, asks, reads, hide*, mark, marks, label*, link*,
    switch*, offer*, let, lets, move, moves, warn*, highlight*, box, boxes, instead, default*, say,
    says, display*, appear*, list, lists, suggest*, confirm*, send, sends, wait, waits, undo*, button*,
    turn*, open, opens, tap, taps, pick, picks, choose*, stop*, put, puts, write, writes, name, names,
    grey, split*, group*, limit*, cut, cuts, keep*, give*, tell*",
);

/// How somebody would know that it worked.
pub(super) const MEASURES: Phrases = Phrases(
    "
    count, counts, counted, counting, measur*, track, tracks, fewer, percent, rate, rates, rating*,
    how many, how often, number of, share of, compare*, drop*, falls, rises, a week, per week, a month,
    within, half, twice, metric*, we would know, a b test",
);

/// Everybody at once.
pub(super) const EVERYBODY: Phrases = Phrases(
    "
    all users, every user, each user, all customers, every customer, everyone, everybody, all people,
    all of them, the whole company, all our users, all employees, every employee",
);

/// It acts without being asked.
pub(super) const UNASKED: Phrases =
    Phrases("automatically, by itself, on its own, without asking, by default");

/// A way to say no, or a line drawn between some and others.
pub(super) const WAYS_OUT: Phrases = Phrases(
    "
    opt out, opt outs, opt in, opts in, opts out, switch off, switched off, switch it off, switch it on,
    turn off, turned off, turn it off, turn it on, off, unless, disable*, optional, optionally, choose*,
    only, setting*, undo*, undone, can skip, if they want, those who, ask first, asks first, say no,
    confirm*, taken back, take back, take it back, called back, cancel*, allow*, permission, agree*,
    approv*",
);
