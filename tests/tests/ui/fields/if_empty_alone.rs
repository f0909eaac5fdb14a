// mistakes: 1
// misuse: not_a_string
#[path = "../given.rs"]
mod given;

use aws_operation::aws_operation;
use given::Service;

#[aws_operation(name = "ListVaults", output = ())]
#[aws(http = "GET /{account_id}/vaults")]
struct ListVaults {
    #[aws(if_empty)]
    account_id: Option<String>,
}

fn main() {
    let _ = ListVaults { account_id: None };
}
