//! Groups what follows a verb into bundles of forces, places and times.

use events::{Actor, Relation};

use crate::grammar::clause::{Argument, Spine};
use crate::reading::{Reading, Role};

use super::Bundle;
use super::parts::{
    carries, company, is_answer, is_aside, is_away, is_common, is_of_another, is_others, is_part,
    is_relation, is_share, is_span, is_strait, is_vague_area, itemised, leads_place, leaves_for,
    looks_on, opposite, turns,
};
use super::places::{add, casts_shadow, comes_from, is_ground, is_harbour, refine};
use super::sharing::{drop_inside_near, gather_origins, other_actor, share_goal};

/// Groups arguments into bundles, and tells where the clause ends.
pub(super) fn bundles(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    at: usize,
    arguments: &[Argument],
    owner: Option<&Actor>,
) -> (Vec<Bundle>, usize) {
    let doc = reading.doc;
    let start = spine.chunks[at].tokens.start;
    let mut all = vec![Bundle {
        tokens: start..spine.chunks[at].tokens.end,
        ..Bundle::default()
    }];
    let mut end = spine.chunks[at].tokens.end;
    let mut last_role = Role::Other;
    let mut pending: Option<Actor> = None;
    // After a phrase that is no place, what follows with `in` hangs on it: `for talks in Geneva`.
    let mut shadow = false;
    // `in response to a buildup in the Caribbean`: nothing up to the next comma tells where.
    let mut aside = false;
    for (number, argument) in arguments.iter().enumerate() {
        let bundle = all.last_mut().expect("there is one always");
        match argument {
            Argument::Noun(noun) => {
                let chunk_end = spine.chunks[spine.over_of(doc, *noun) - 1].tokens.end;
                let placed = bundle.placed || !bundle.terms.is_empty();
                if is_others(reading, spine, arguments, number, bundle) {
                    continue;
                }
                if placed
                    && is_share(reading, spine, *noun)
                    && leads_place(reading, spine, arguments.get(number + 1))
                {
                    // `, most of them in the east`: where those are is not where all are.
                    all.push(Bundle {
                        tokens: chunk_end..chunk_end,
                        ..Bundle::default()
                    });
                    last_role = Role::Other;
                } else if let Some(term) = reading.term(spine, *noun) {
                    let full = !bundle.terms.is_empty() && (bundle.placed || pending.is_some())
                        || pending.is_some() && bundle.placed;
                    let again = term.bare
                        && number > 0
                        && matches!(arguments[number - 1], Argument::And | Argument::Comma)
                        && leads_place(reading, spine, arguments.get(number + 1));
                    let partial = (again || is_part(reading, spine, *noun, &term))
                        && !bundle.terms.is_empty()
                        && matches!(arguments.get(number + 1), Some(Argument::Phrase { .. }));
                    let fresh = full
                        || partial
                        || bundle.placed
                            && number > 0
                            && matches!(arguments[number - 1], Argument::And | Argument::Comma);
                    if !partial && reading.tells_of(&bundle.terms, &term) {
                        // It adds nothing to them.
                    } else if partial || fresh && bundle.placed || pending.is_some() && number > 1 {
                        let begin = spine.chunks[*noun].tokens.start;
                        all.push(Bundle {
                            subject: pending.take(),
                            terms: vec![term],
                            tokens: begin..chunk_end,
                            ..Bundle::default()
                        });
                    } else if is_aside(reading, spine, *noun, &term) && bundle.placed {
                        // `, most of them from an armoured brigade`
                    } else {
                        let company = bundle.others.iter().any(|(kind, _)| kind == "with-force");
                        // `will send to Chad a team of 300 soldiers`
                        let shifted = bundle.placed
                            && bundle.terms.is_empty()
                            && number == 1
                            && matches!(arguments[0], Argument::Phrase { .. });
                        bundle.direct += usize::from(
                            !company && !bundle.placed && number < 3
                                || shifted
                                || bundle.direct > 0 && !company,
                        );
                        let alone = reading.absorb(&mut bundle.terms, term);
                        bundle.terms.extend(alone);
                        bundle.tokens.end = chunk_end;
                        let listed = number > 0
                            && matches!(arguments[number - 1], Argument::And | Argument::Comma);
                        if company && listed {
                            bundle.others.push(("with-force".to_owned(), *noun));
                        }
                    }
                    end = chunk_end;
                    last_role = Role::Other;
                } else if let Some(actor) = other_actor(reading, spine, *noun, owner) {
                    let gap = matches!(arguments.get(number + 1), Some(Argument::Noun(next)) if reading.term(spine, *next).is_some());
                    let listed = number > 0
                        && matches!(arguments[number - 1], Argument::And | Argument::Comma);
                    if gap && (listed || number > 0) {
                        pending = Some(actor);
                    } else if number == 0 || listed {
                        bundle.parties.push((String::new(), actor));
                        let places = reading.places(spine, *noun, Relation::In, owner);
                        if matches!(last_role, Role::There) && listed {
                            let region = bundle
                                .there
                                .last()
                                .is_some_and(|last| last.kind == events::PlaceKind::Region);
                            if region && places.iter().any(|place| place.code.is_country()) {
                                bundle.there.pop();
                            }
                            bundle.placed |= !places.is_empty();
                            add(&mut bundle.there, places);
                        } else if number == 0 {
                            if !places.is_empty() {
                                bundle.others.push(("place".to_owned(), *noun));
                            }
                            bundle.others.push((String::new(), *noun));
                        }
                        end = chunk_end;
                    }
                } else if spine.chunks[*noun]
                    .noun()
                    .is_some_and(|group| group.pronoun)
                    && matches!(doc.word(spine.chunks[*noun].tokens.start), "there" | "here")
                {
                    let places = reading.places(spine, *noun, Relation::In, owner);
                    add(&mut bundle.there, places);
                    bundle.placed = true;
                    bundle.tokens.end = chunk_end;
                    end = chunk_end;
                } else {
                    // `to Guam, a key outpost in the Pacific`: where that is was told.
                    shadow |= bundle.placed
                        && number > 0
                        && matches!(arguments[number - 1], Argument::Comma)
                        && spine.chunks[*noun].noun().is_some_and(|group| {
                            group.article == crate::grammar::Article::Indefinite
                        });
                    bundle.others.push((String::new(), *noun));
                    let direct = reading.places(spine, *noun, Relation::In, owner);
                    if number == 0 && !direct.is_empty() {
                        bundle.others.push(("place".to_owned(), *noun));
                        end = chunk_end;
                    }
                }
            }
            Argument::Phrase {
                prepositions,
                nouns,
                nested,
            } => {
                let words: Vec<&str> = prepositions
                    .iter()
                    .map(|p| doc.word(spine.chunks[*p].tokens.start))
                    .collect();
                let chunk_end = spine.chunks
                    [spine.over_of(doc, *nouns.last().expect("a phrase has nouns")) - 1]
                    .tokens
                    .end;
                aside |= is_relation(reading, spine, prepositions[0], nouns[0]);
                let mut placed = false;
                let mut part_told = None;
                for preposition in prepositions {
                    let word = doc.word(spine.chunks[*preposition].tokens.start);
                    let (role, relation) = reading.role(spine.chunks[*preposition].tokens.clone());
                    let (role, relation) =
                        if role == Role::From && is_away(reading, spine, *preposition) {
                            (Role::There, Relation::Near)
                        } else {
                            (role, relation)
                        };
                    if relation == Relation::Near && word == "from" && !bundle.there.is_empty() {
                        placed = true;
                        continue;
                    }
                    if aside {
                        continue;
                    }
                    if shadow && word == "from" && is_of_another(reading, spine, *preposition) {
                        continue;
                    }
                    let hangs = *nested || shadow;
                    if word == "to" && turns(reading, spine, *preposition) {
                        continue;
                    }
                    // `moved the troops stationed near Estonia to the war in Ukraine`
                    let within = matches!(word, "in" | "at" | "on")
                        && last_role == Role::There
                        && bundle.directed
                        && bundle.there.is_empty();
                    if role == Role::Other
                        || hangs && !within && !matches!(word, "to" | "into" | "from")
                    {
                        continue;
                    }
                    let adjacent =
                        number > 0 && matches!(arguments[number - 1], Argument::Phrase { .. });
                    let inner = adjacent
                        && prepositions.len() == 1
                        && (matches!(word, "in" | "at" | "on")
                            || matches!(word, "near" | "outside") && last_role == Role::From)
                        && !matches!(last_role, Role::Other);
                    let role = if inner { last_role } else { role };
                    let crossing = matches!(word, "across" | "over");
                    let mut places = Vec::new();
                    for (rank, noun) in nouns.iter().enumerate() {
                        let direction = role == Role::From
                            && matches!(
                                doc.word(spine.chunks[*noun].tokens.end - 1),
                                "north" | "south" | "east" | "west"
                            );
                        let loose = direction
                            || rank > 0
                                && matches!(
                                    doc.word(spine.chunks[*noun].tokens.end - 1),
                                    "region" | "area" | "areas" | "neighbourhood"
                                );
                        if loose
                            || reading
                                .term(spine, *noun)
                                .is_some_and(|term| !term.bare && !term.vague)
                        {
                            continue;
                        }
                        // `counts 26,500 Russian troops near the border`: near what is foreign to them.
                        let whose = bundle
                            .terms
                            .last()
                            .and_then(|term| term.owners.first().cloned())
                            .filter(|_| {
                                spine.chunks[*noun]
                                    .noun()
                                    .is_some_and(|group| group.possessor.is_none())
                            });
                        let whose = whose.as_ref().or(owner);
                        add(&mut places, reading.places(spine, *noun, relation, whose));
                    }
                    // `320 troops from the Philippines`: whose they are.
                    if role == Role::From && comes_from(&bundle.terms, &places) {
                        placed = true;
                        continue;
                    }
                    if places.is_empty() {
                        continue;
                    }
                    // `in the Arabian Sea, 400 kilometres off Karachi`: said beside where they are.
                    let beside = relation == Relation::Near
                        && number > 0
                        && (matches!(arguments[number - 1], Argument::Comma)
                            || number > 1
                                && matches!(arguments[number - 1], Argument::Noun(_))
                                && matches!(arguments[number - 2], Argument::Comma))
                        && !bundle.there.is_empty();
                    // `to the Kyrgyz border near Batken`: which stretch of it.
                    let stretch = matches!(word, "near" | "around" | "at")
                        && adjacent
                        && role == Role::There
                        && bundle
                            .there
                            .last()
                            .is_some_and(|edge| edge.relation == Relation::Near);
                    let strait = relation == Relation::Near
                        && word == "off"
                        && adjacent
                        && is_strait(bundle.there.last());
                    if beside || stretch || strait {
                        placed = true;
                        continue;
                    }
                    // `toward the South China Sea through the Bashi Channel`
                    let passing = matches!(word, "through" | "via" | "past");
                    if passing && bundle.directed && !bundle.there.is_empty() {
                        placed = true;
                        continue;
                    }
                    // `through the canal into the Red Sea`: the way is not the goal.
                    if matches!(word, "into" | "to" | "in") && bundle.way {
                        bundle.there.clear();
                    }
                    // `across Lake Kivu in South Kivu`
                    let water = crossing
                        && places
                            .iter()
                            .all(|place| place.kind == events::PlaceKind::Sea);
                    // `to Kandahar via Sardinia`
                    if word == "via" && bundle.directed && !bundle.there.is_empty() {
                        placed = true;
                        continue;
                    }
                    bundle.way = (matches!(word, "through" | "via" | "past") || water)
                        && bundle.there.is_empty();
                    if crossing {
                        for place in &mut places {
                            place.relation = Relation::In;
                        }
                    }
                    placed = true;
                    let leaves = leaves_for(spine, at, &places, owner);
                    if word == "for" && bundle.placed && !leaves {
                        continue;
                    }
                    // `from the area near the border`: which area it is.
                    let told_by = relation == Relation::Near
                        && last_role == Role::From
                        && adjacent
                        && is_vague_area(reading, spine, prepositions[0]);
                    if told_by {
                        bundle.origin = places;
                        continue;
                    }
                    let slot = if role == Role::From {
                        &mut bundle.origin
                    } else {
                        &mut bundle.there
                    };
                    if inner {
                        refine(slot, places);
                    } else {
                        add(slot, places);
                    }
                    bundle.directed |=
                        matches!(word, "to" | "into" | "onto" | "towards" | "toward" | "for");
                    last_role = role;
                    bundle.placed = true;
                }
                for noun in nouns {
                    if !placed
                        && matches!(
                            words[0],
                            "with"
                                | "alongside"
                                | "along"
                                | "together"
                                | "including"
                                | "aboard"
                                | "plus"
                                | "besides"
                                | "by"
                        )
                        && let Some(mut term) = reading.term(spine, *noun)
                        && (words[0] != "by" || company(spine, prepositions[0]))
                    {
                        placed = true;
                        if is_common(reading, spine, *noun, &term)
                            || words[0] == "with" && looks_on(spine, *noun, &term, owner)
                        {
                            continue;
                        }
                        let beside = matches!(words[0], "along" | "together" | "plus" | "besides")
                            && bundle.placed
                            && term.force.quantity.is_some();
                        if (beside || words[0] == "including" && (bundle.placed || term.bare))
                            && leads_place(reading, spine, arguments.get(number + 1))
                        {
                            let begin = spine.chunks[*noun].tokens.start;
                            let mut part = term;
                            let standing = (!beside).then_some(events::Extent::Part);
                            part.force.extent = part.force.extent.or(standing);
                            part_told = Some(Bundle {
                                terms: vec![part],
                                tokens: begin..chunk_end,
                                ..Bundle::default()
                            });
                            continue;
                        }
                        if words[0] == "including" {
                            itemised(&mut bundle.terms, &mut term);
                        }
                        // `2,000 marines aboard ships`: only what carries them.
                        let carrier = words[0] == "aboard" && term.force.quantity.is_none();
                        if !carrier {
                            let alone = reading.absorb(&mut bundle.terms, term);
                            bundle.terms.extend(alone);
                        }
                        bundle.others.push(("with-force".to_owned(), *noun));
                        continue;
                    }
                    if let Some(actor) = reading.actor(spine, *noun) {
                        let carrier = carries(reading, spine, *noun);
                        if words[0] == "by" && !carrier {
                            bundle.agent = bundle.agent.take().or(Some(actor.clone()));
                        }
                        bundle.parties.push((words[0].to_owned(), actor));
                    }
                    bundle.others.push((words.join(" "), *noun));
                }
                if placed {
                    bundle.tokens.end = chunk_end;
                    end = chunk_end;
                } else {
                    let unknown = nouns.last().is_some_and(|noun| {
                        let group = spine.chunks[*noun].noun().expect("phrases hold nouns");
                        let head = doc.word(group.head.end - 1);
                        doc.tokens[group.head.start].capital
                            || crate::grammar::clause::is_place_noun(head)
                            || is_ground(head)
                    });
                    let (role, _) = reading.role(spine.chunks[prepositions[0]].tokens.clone());
                    let unit = role == Role::From
                        && nouns
                            .iter()
                            .any(|noun| reading.term(spine, *noun).is_some());
                    let from = role == Role::From
                        && is_harbour(doc.word(spine.chunks[nouns[0]].tokens.end - 1));
                    last_role = if unknown || unit || from {
                        role
                    } else {
                        Role::Other
                    };
                    bundle.directed |= unknown && matches!(words[0], "to" | "into");
                    // `for the UN force in Chad`: where that one is.
                    let body = matches!(words[0], "for" | "with")
                        && nouns
                            .iter()
                            .any(|noun| reading.term(spine, *noun).is_some());
                    // `for six months in Uruzgan`
                    let span = words[0] == "for" && is_span(reading, spine, nouns[0]);
                    let tail = spine.chunks[nouns[0]].tokens.end - 1;
                    shadow |= !unknown && !span && !body && casts_shadow(words[0], doc.word(tail));
                    shadow |= words[0] == "in" && is_answer(reading, spine, nouns[0]);
                }
                if let Some(part) = part_told {
                    all.push(part);
                    last_role = Role::Other;
                }
            }
            Argument::Time(time) => {
                if let Some(time) = spine.chunks[*time].time() {
                    bundle.times.push(time.clone());
                    bundle.tokens.end = time.tokens.end;
                    end = end.max(time.tokens.end);
                }
            }
            Argument::And => shadow = false,
            Argument::Comma => (shadow, aside) = (false, false),
        }
    }
    let (there, origin, directed) = (all[0].there.clone(), all[0].origin.clone(), all[0].directed);
    for bundle in all.iter_mut().skip(1) {
        if bundle.subject.is_some() && !bundle.placed {
            bundle.there.clone_from(&there);
            bundle.origin.clone_from(&origin);
            (bundle.directed, bundle.placed) = (directed, true);
        }
        opposite(reading, bundle, owner);
    }
    drop_inside_near(&mut all);
    let mut index = 1;
    while index < all.len() {
        let lone = !all[index].placed
            && all[index].subject.is_none()
            && !all[index].terms.iter().all(|term| term.bare);
        if lone {
            let bundle = all.remove(index);
            let before = &mut all[index - 1];
            before.terms.extend(bundle.terms);
            before.times.extend(bundle.times);
        } else {
            index += 1;
        }
    }
    share_goal(&mut all);
    gather_origins(&mut all);
    (all, end)
}
