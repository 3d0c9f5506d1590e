//! `vedette takedown`: an article's text goes for good.

use serde_json::{Value, json};

use crate::api::Api;
use crate::cli::Takedown;

/// The user of the bus that may do it.
const USER: &str = "takedown";

/// Takes an article down.
pub(crate) async fn run(args: Takedown) -> anyhow::Result<()> {
    let api = Api::of_place(&args.place, USER).await?;
    let order = json!({
        "article": args.article.to_string(),
        "reason": args.reason,
        "author": args.author,
    });
    let done: Value = api.post("/v1/takedown", &order).await?;
    println!(
        "article {} is taken down: the text of {} revisions is gone, and it is not taken in again; its recorded facts stay",
        args.article, done["revisions"]
    );
    api.close().await
}
