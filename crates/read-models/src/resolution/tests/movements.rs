//! Rule 2: what moves after the stock.

use crate::resolution::scenario::check;

const STOCK: &str = "02-01 Wire stock 900 ROU";

#[test]
fn the_status_decides_what_counts() {
    check(
        &[STOCK, "02-03 Wire considered 1000 >ROU"],
        "USA ROU 02-10",
        "900 900",
    );
    check(
        &[STOCK, "02-03 Wire announced 1000 >ROU"],
        "USA ROU 02-10",
        "900 1900",
    );
    check(
        &[STOCK, "02-03 Wire underway 1000 >ROU"],
        "USA ROU 02-10",
        "900..1900 1900",
    );
    check(
        &[STOCK, "02-03 Wire completed 1000 >ROU"],
        "USA ROU 02-10",
        "1900 1900",
    );
    check(
        &[STOCK, "02-03 Wire announced 0..350 >ROU"],
        "USA ROU 02-10",
        "900 900..1250",
    );
    check(
        &[STOCK, "02-03 Wire announced - >ROU"],
        "USA ROU 02-10",
        "900 900",
    );
    check(
        &[STOCK, "02-03 Wire refused 1000 ROU"],
        "USA ROU 02-10",
        "900 900",
    );
}

#[test]
fn movements_alone_give_the_bounds() {
    check(&["02-03 Wire announced 500 >ROU"], "FRA ROU 02-10", "0 500");
    check(
        &["02-03 Wire underway 500 >ROU"],
        "FRA ROU 02-10",
        "0..500 500",
    );
    check(
        &["02-03 Wire completed 500 >ROU"],
        "FRA ROU 02-10",
        "500 500",
    );
    check(&["02-03 Wire considered 500 >ROU"], "FRA ROU 02-10", "none");
}

#[test]
fn a_stock_holds_what_had_arrived_by_its_day() {
    let later = "02-05 Post stock 1900 ROU";
    check(
        &["02-03 Wire completed 1000 >ROU", later],
        "USA ROU 02-10",
        "1900 1900",
    );
    check(
        &["02-05 Wire completed 1000 >ROU", later],
        "USA ROU 02-10",
        "1900 1900",
    );
    check(
        &["02-06 Wire completed 1000 >ROU", later],
        "USA ROU 02-10",
        "2900 2900",
    );
    check(
        &["02-06 Wire completed 1000 >ROU on:02-04", later],
        "USA ROU 02-10",
        "1900 1900",
    );
    check(
        &[later, "& completed 300 >ROU more"],
        "USA ROU 02-10",
        "2200 2200",
    );
    check(
        &[later, "& completed 300 >ROU"],
        "USA ROU 02-10",
        "1900 1900",
    );
}

#[test]
fn a_later_stock_settles_what_was_announced_before() {
    let later = "02-05 Post stock 1900 ROU";
    check(
        &["02-03 Wire announced 1000 >ROU", later],
        "USA ROU 02-10",
        "1900 1900",
    );
    check(
        &["02-05 Wire announced 1000 >ROU", later],
        "USA ROU 02-10",
        "1900 2900",
    );
    check(
        &["02-03 Wire announced 1000 >ROU on:03-01..03-31", later],
        "USA ROU 02-10",
        "1900 2900",
    );
    let again = "02-07 Wire announced 1000 >ROU";
    check(
        &["02-03 Wire announced 1000 >ROU", later, again],
        "USA ROU 02-10",
        "1900 2900",
    );
}

#[test]
fn the_same_movement_told_again_counts_once() {
    let told = [
        "02-02 Wire announced 1000 DEU>ROU",
        "02-02 Post announced ~1000 DEU>ROU 'Stryker squadron'",
        "02-04 Desk announced 1000 >ROU",
        "02-06 Wire underway 1000 >ROU '2nd Cavalry Regiment'",
        "02-08 Wire completed 1000 >ROU",
        "02-09 Post announced 1000 >ROU",
    ];
    check(&told[..3], "USA ROU 02-20", "0 1000");
    check(&told[..4], "USA ROU 02-20", "0..1000 1000");
    check(&told, "USA ROU 02-20", "1000 1000");
}

#[test]
fn another_thousand_is_another_thousand() {
    let told = [
        "02-02 Wire announced 1000 >POL",
        "02-12 Wire announced 1000 >POL more",
        "02-13 Post announced 1000 >POL more",
        "02-14 Desk announced 1000 >POL",
    ];
    check(&told[..1], "USA POL 02-20", "0 1000");
    check(&told, "USA POL 02-20", "0 2000");
    // "Additional" to those who are there, told by one outlet and not by the other.
    check(
        &[
            "02-12 Wire announced 1000 >POL",
            "02-13 Post announced 1000 >POL more",
        ],
        "USA POL 02-20",
        "0 1000",
    );
}

#[test]
fn a_more_exact_telling_refines() {
    check(
        &[
            "02-02 Wire announced ~300..900 >ROU",
            "02-20 Post completed 300 >ROU",
        ],
        "BEL ROU 02-20",
        "300 300",
    );
    check(
        &[
            "02-02 Wire announced 0..350 >LTU",
            "02-05 Post announced 350 >LTU",
        ],
        "DEU LTU 02-20",
        "0 350",
    );
    check(
        &[
            "02-02 Wire announced 1000+ >LTU",
            "02-03 Post announced 1250 >LTU",
        ],
        "DEU LTU 02-20",
        "0 1250",
    );
    check(
        &[
            "02-02 Wire announced 140 >POL 'engineers'",
            "02-20 Post completed 130 >POL 'engineers'",
        ],
        "GBR POL 02-20",
        "130 140",
    );
}

#[test]
fn contradicting_figures_of_one_movement_widen_it() {
    check(
        &[
            "02-02 Wire announced 1000 >ROU",
            "02-03 Post announced 1200 >ROU",
        ],
        "USA ROU 02-20",
        "0 1000..1200",
    );
    check(
        &["02-02 Wire completed 4 >LTU", "02-03 Post completed 6 >LTU"],
        "DNK LTU COMBAT_AIRCRAFT 02-20",
        "4..6 4..6",
    );
    check(
        &[
            "02-02 Wire announced 1000 >ROU",
            "02-20 Post announced 1200 >ROU",
        ],
        "USA ROU 02-20",
        "0 1000..1200",
    );
    check(
        &[
            "02-02 Wire announced 1000 >ROU",
            "02-20 Post announced 1200 >ROU more",
        ],
        "USA ROU 02-20",
        "0 2200",
    );
    check(
        &[
            "02-02 Wire announced 1000 >ROU",
            "02-20 Wire announced 1200 >ROU",
        ],
        "USA ROU 02-20",
        "0 1200",
    );
    check(
        &["02-02 Wire announced 1000 >ROU", "& announced 1200 >ROU"],
        "USA ROU 02-20",
        "0 2200",
    );
}

#[test]
fn what_cannot_be_one_is_not_merged() {
    check(
        &[
            "02-02 Wire completed 500 >ROU on:02-01",
            "02-12 Post completed 500 >ROU on:02-11",
        ],
        "USA ROU 02-20",
        "1000 1000",
    );
    check(
        &[
            "02-02 Wire announced 500 >ROU 'paratroopers'",
            "02-03 Post announced 500 >ROU 'engineers'",
        ],
        "USA ROU 02-20",
        "0 1000",
    );
    check(
        &[
            "02-02 Wire announced 4 >LTU 'F-16'",
            "02-03 Post announced 4 >LTU 'F-15'",
        ],
        "USA LTU COMBAT_AIRCRAFT 02-20",
        "0 8",
    );
    check(
        &[
            "02-02 Wire announced 500 ITA>ROU",
            "02-03 Post announced 500 DEU>ROU",
        ],
        "USA ROU 02-20",
        "0 1000",
    );
}

#[test]
fn announcements_that_nothing_followed_lapse() {
    let told = [
        "02-01 Wire stock 900 ROU on:01-02",
        "01-03 Wire announced 500 >ROU",
    ];
    check(&told, "USA ROU 04-03", "900 1400");
    check(&told, "USA ROU 04-04", "900 900");
    check(
        &["01-03 Wire announced 500 >ROU on:03-01..03-31"],
        "USA ROU 06-01",
        "0 500",
    );
    check(
        &["01-03 Wire underway 500 >ROU"],
        "USA ROU 06-01",
        "0..500 500",
    );
}

#[test]
fn a_telling_without_a_number_moves_no_bound() {
    let told = [
        "02-01 Wire completed 4 >LTU 'F-16'",
        "02-05 Post announced - >LTU 'F-16'",
    ];
    check(&told, "DNK LTU COMBAT_AIRCRAFT 02-20", "4 4");
    let told = [
        "02-01 Wire announced 500 >ROU",
        "02-05 Post underway - >ROU",
    ];
    check(&told, "FRA ROU 02-20", "0..500 500");
    check(&["02-05 Post completed - >ROU"], "FRA ROU 02-20", "none");
}

#[test]
fn a_total_above_the_stock_is_a_new_level() {
    let stock = "02-01 Wire stock 330 NOR";
    check(
        &[stock, "02-03 Wire announced 700 >NOR total"],
        "USA NOR 02-10",
        "330 700",
    );
    check(
        &[stock, "02-03 Wire underway 700 >NOR total"],
        "USA NOR 02-10",
        "330..700 700",
    );
    check(
        &[stock, "02-03 Wire announced 200 >NOR total"],
        "USA NOR 02-10",
        "330 530",
    );
    check(
        &["02-03 Wire announced 700 >NOR total"],
        "USA NOR 02-10",
        "0 700",
    );
}
