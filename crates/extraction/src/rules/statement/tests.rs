//! Who says what in the manners of dispatches.

use super::*;

/// Rows of speaker (name, else office), actor, and words that the statement holds.
#[track_caller]
fn check(text: &str, expect: &[(&str, &str, &str)]) {
    let doc = Document::of_text(text, "2022-02-02".parse().ok());
    let found: Vec<_> = read(&doc)
        .0
        .iter()
        .map(|statement| statement.fact(&doc))
        .collect();
    let told: Vec<_> = found
        .iter()
        .map(|fact| {
            let speaker = &fact.speaker;
            let name = if speaker.name.is_empty() {
                &speaker.office
            } else {
                &speaker.name
            };
            let actor = speaker
                .actor
                .as_ref()
                .map_or("", |actor| actor.code.as_str());
            (name.as_str(), actor, fact.text.as_str())
        })
        .collect();
    assert_eq!(told.len(), expect.len(), "{text}\n{told:?}");
    for ((name, actor, words), (speaker, code, holds)) in told.iter().zip(expect) {
        assert_eq!((name, actor), (speaker, code), "{text}");
        assert!(words.contains(holds), "{words:?} holds no {holds:?}");
    }
}

#[test]
fn before_after_and_around_the_speaker() {
    check(
        "The Pentagon said on Monday that troops would go.",
        &[("Pentagon", "USA", "troops would go")],
    );
    check(
        "Troops have left, the Kremlin said.",
        &[("Kremlin", "RUS", "Troops have left")],
    );
    check(
        "“We go,” said Ben Wallace, “and soon.”",
        &[("Ben Wallace", "GBR", "We go")],
    );
    check(
        "They could, AFRICOM warns, be used again.",
        &[("AFRICOM", "USA", "be used again")],
    );
    check(
        "According to Kyiv, 90,000 soldiers were there.",
        &[("Kyiv", "UKR", "90,000 soldiers")],
    );
    check(
        "NATO said two ships had arrived.",
        &[("NATO", "NATO", "two ships had arrived")],
    );
    check(
        "Washington accused Moscow of massing tanks.",
        &[("Washington", "USA", "massing tanks")],
    );
    check(
        "Iran has no bases there, Tehran said; Riyadh replied that it had three.",
        &[
            ("Tehran", "IRN", "no bases"),
            ("Riyadh", "SAU", "it had three"),
        ],
    );
}

#[test]
fn names_offices_and_short_forms() {
    check(
        "Polish Defence Minister Jan Kowal said troops were ready. He added that more would come. The minister \
         warned that Russia was near. Kowal said no more would leave.",
        &[
            ("Jan Kowal", "POL", "troops were ready"),
            ("Jan Kowal", "POL", "more would come"),
            ("Jan Kowal", "POL", "Russia was near"),
            ("Jan Kowal", "POL", "no more would leave"),
        ],
    );
    check(
        "Wendy Silva, who heads Brazil's general staff, told reporters the force was small.",
        &[("Wendy Silva", "BRA", "the force was small")],
    );
    check(
        "Norway will send ships, Foreign Minister Ola Berg said.",
        &[("Ola Berg", "NOR", "will send ships")],
    );
    check(
        "The Kremlin waved it aside. Its spokesman said nobody need worry.",
        &[("spokesman", "RUS", "nobody")],
    );
    check(
        "The Estonian army denied it. It said that no one had left.",
        &[("Estonian army", "EST", "no one had left")],
    );
    check(
        "Maj. Gen. Pat Ryder, a Pentagon spokesman, said it had begun.",
        &[("Pat Ryder", "USA", "it had begun")],
    );
    check(
        "A spokesperson for the UN said 40 were hurt.",
        &[("spokesperson for the UN", "UN", "40 were hurt")],
    );
    check(
        "TASS quoted Lavrov as saying that troops would stay.",
        &[("Sergei Lavrov", "RUS", "troops would stay")],
    );
}

#[test]
fn a_quotation_that_goes_on_is_one_statement() {
    check(
        "\"We are ready,\" NATO said.\n\n\"Nobody should doubt it.\"",
        &[("NATO", "NATO", "Nobody should doubt it")],
    );
    check(
        "\"A is true. B is true,\" the Kremlin said.",
        &[("Kremlin", "RUS", "A is true. B is true")],
    );
}

#[test]
fn transcripts_have_a_statement_a_turn() {
    check(
        "BRIEFING ON US FORCES\n\nCOLONEL HALE: Good morning. We have sent 300 soldiers there.\n\nQUESTION: Will more \
         go?\n\nCOLONEL HALE: No decision has been made.",
        &[
            ("Colonel Hale", "USA", "300 soldiers"),
            ("Colonel Hale", "USA", "No decision"),
        ],
    );
    check(
        "NEW DELHI: India said that it had withdrawn.",
        &[("India", "IND", "it had withdrawn")],
    );
}

#[test]
fn who_speaks_for_nobody_makes_no_statement() {
    for text in [
        "Analysts said the move was risky.",
        "\"It is risky,\" said Ann Lee, a professor at Georgetown University.",
        "Reuters reported that troops had landed.",
        "Residents of Kyiv said they heard blasts.",
        "The Pentagon did not say whether they would go.",
        "The Pentagon declined to say how many would go.",
        "Moscow could say that it had won.",
        "Lockheed Martin said it would build more jets.",
        "The troops that Washington promised have arrived.",
        "At a summit in 2008, NATO said that Georgia would join.",
        "Officials said it was late.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn manner_channel_and_subjects() {
    let text = "\"Russia has left Syria,\" the Kremlin said in a statement.";
    let doc = Document::of_text(text, None);
    let fact = read(&doc).0[0].fact(&doc);
    assert_eq!(fact.manner, Manner::Quoted);
    assert_eq!(fact.channel, "statement");
    let about: Vec<&str> = fact.about.iter().map(|actor| actor.code.as_str()).collect();
    assert_eq!(about, ["RUS", "SYR"]);
    assert!(
        read(&doc).0[0]
            .evidence(&doc)
            .iter()
            .all(|evidence| evidence.holds_in(text))
    );
}

#[test]
fn names_told_after_the_office() {
    check(
        "Estonia's president said the drill was routine. \"We saw nothing new,\" President Maarja Kask told reporters.",
        &[
            ("Maarja Kask", "EST", "the drill was routine"),
            ("Maarja Kask", "EST", "We saw nothing new"),
        ],
    );
    check(
        "Spain is ready to help, a deputy defence minister said on Thursday. Lucia Ferrer told a radio station that ships could sail at once. Ferrer said no date was set.",
        &[
            ("Lucia Ferrer", "ESP", "ready to help"),
            ("Lucia Ferrer", "ESP", "ships could sail"),
            ("Lucia Ferrer", "ESP", "no date was set"),
        ],
    );
    check(
        "Foreign Minister Wang Yi arrived in Oslo for China. \"We are not at war,\" Wang said.",
        &[("Wang Yi", "CHN", "We are not at war")],
    );
}

#[test]
fn whose_minister_speaks_where_the_text_is_about_elsewhere() {
    check(
        "The Danish government will answer a request for soldiers in Afghanistan. Defence Minister Soren Lund said it was being discussed.",
        &[("Soren Lund", "DNK", "being discussed")],
    );
    check(
        "\"We stay,\" Colonel Joseph Mutua, the commander of the Kenyan contingent, was quoted by a news agency as saying.",
        &[("Joseph Mutua", "KEN", "We stay")],
    );
}

#[test]
fn a_broken_quotation_shows_where_it_breaks() {
    check(
        "\"We go,\" said the Kremlin, \"and soon.\"",
        &[("Kremlin", "RUS", "We go … soon")],
    );
    check(
        "\"We go. We go soon,\" the Kremlin said.",
        &[("Kremlin", "RUS", "We go. We go soon")],
    );
}

#[test]
fn quotation_marks_of_old_wires_and_of_paragraphs_run_together() {
    check(
        "``We will keep our ships there,'' said Pentagon spokesman Alan Reese.",
        &[("Alan Reese", "USA", "We will keep our ships there")],
    );
    check(
        "The Kremlin said: \"We go. \"We go soon.\" Prime Minister Tony Blair said the plan was \
         sound.",
        &[
            ("Kremlin", "RUS", "We go"),
            ("Tony Blair", "GBR", "the plan was sound"),
        ],
    );
}

#[test]
fn who_speaks_for_an_organisation_without_an_office() {
    check(
        "\"They came at dawn,\" Azad Barzan of the KDP told reporters.\n\nBarzan said the fighters had \
         left.",
        &[
            ("Azad Barzan", "KDP", "They came at dawn"),
            ("Azad Barzan", "KDP", "the fighters had left"),
        ],
    );
    check(
        "\"They came at dawn,\" Azad Barzan of Ankara told reporters.",
        &[],
    );
}

#[test]
fn who_speaks_beside_a_quotation() {
    check(
        "\"Is this a war? We will not go!\" Russian General Oleg Ivanov said.",
        &[("Oleg Ivanov", "RUS", "We will not go")],
    );
    check(
        "\"Our soldiers are safe,\" Colonel Amadou Diallo of the Malian army said by telephone from Gao.",
        &[("Amadou Diallo", "MLI", "Our soldiers are safe")],
    );
    check(
        "Lolwah al-Khater, a Qatari foreign ministry spokeswoman, said that the jets had left.",
        &[("Lolwah al-Khater", "QAT", "the jets had left")],
    );
    check(
        "Israel's army chief Benny Gantz warned Hamas to prepare for a strong response.",
        &[("Benny Gantz", "ISR", "strong response")],
    );
}

#[test]
fn for_whom_they_speak() {
    check(
        "\"Order needs to be restored,\" Senegalese General Babacar Gaye, the head of the United Nations force, said.",
        &[("Babacar Gaye", "UN", "Order needs to be restored")],
    );
    check(
        "Some 190 engineers left Narita for Haiti. An advance party reached the Haitian capital on Sunday, Japanese Defense Minister Toshimi Kitazawa said.",
        &[("Toshimi Kitazawa", "JPN", "An advance party")],
    );
}
