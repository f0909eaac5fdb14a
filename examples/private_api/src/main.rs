//! Two private APIs: one behind API Gateway, and an HTTP service of your own that verifies SigV4 signatures.
//!
//! ```text
//! cargo run -p private_api
//! ```
//!
//! Both run on this machine, served from the same structs that call them. To call a real one, change only the URL.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use aws_operation::server::{IncomingCall, Server};
use aws_operation::{Client, Credentials, SendError};

/// A REST API behind API Gateway: requests are signed for `execute-api`.
mod pets {
    use aws_operation::{aws_error, aws_operation, aws_service, aws_shape};

    #[aws_service(id = "Pets", protocol = "restJson1", signing_name = "execute-api", error = Error)]
    pub struct Service;

    #[aws_operation(name = "AddPet", http = "POST /pets", rename_all = "camelCase")]
    pub struct AddPet {
        pub pet_name: String,
        pub age_in_years: Option<u32>,
    }

    #[aws_shape(rename_all = "camelCase")]
    pub struct AddPetOutput {
        pub pet_id: String,
    }

    #[aws_operation(name = "GetPet", http = "GET /pets/{pet_id}", readonly)]
    pub struct GetPet {
        pub pet_id: String,
    }

    #[aws_shape(rename_all = "camelCase")]
    #[derive(Clone, Debug)]
    pub struct GetPetOutput {
        pub pet_name: String,
        pub age_in_years: Option<u32>,
    }

    #[aws_error]
    #[derive(Debug)]
    pub enum Error {
        #[aws(status = 404)]
        NotFoundException { message: String },
    }
}

/// An HTTP service that returns plain text, and verifies signatures for the signing name `labels`.
mod labels {
    use aws_operation::{aws_operation, aws_service, aws_shape};

    #[aws_service(id = "Labels", protocol = "restJson1", signing_name = "labels")]
    pub struct Service;

    #[aws_operation(name = "GetLabel", http = "GET /labels/{part}", readonly)]
    pub struct GetLabel {
        pub part: String,
    }

    #[aws_shape]
    pub struct GetLabelOutput {
        #[aws(payload)]
        pub text: String,
    }
}

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

#[tokio::main]
async fn main() -> Outcome {
    behind_api_gateway().await?;
    own_service_with_signatures().await
}

async fn behind_api_gateway() -> Outcome {
    let server = serve_pets().await?;
    // At AWS: https://<API ID>.execute-api.<region>.amazonaws.com/<stage>
    let url = server.url();
    println!("pets at {url}");
    let client = Client::builder()
        .region("eu-west-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .endpoint_url(url)
        .build()?;

    let added = pets::AddPet { pet_name: "Rex".into(), age_in_years: Some(3) }.send(&client).await?;
    println!("  added     {}", added.pet_id);
    let pet = pets::GetPet { pet_id: added.pet_id.clone() }.send(&client).await?;
    println!("  got       {}, {} years", pet.pet_name, pet.age_in_years.unwrap_or_default());
    match (pets::GetPet { pet_id: "9".into() }).send(&client).await {
        Err(SendError::Service(pets::Error::NotFoundException { message }, _)) => println!("  missing   {message}"),
        Err(other) => return Err(other.into()),
        Ok(_) => return Err("pet 9 was found, although it was never added".into()),
    }
    for request in server.recorded_requests() {
        println!("  received  {} {}", request.method, request.target);
    }
    Ok(())
}

/// Serves the pets API at the stage `prod`.
async fn serve_pets() -> Outcome<Server> {
    let pets = Arc::new(Mutex::new(BTreeMap::<String, pets::GetPetOutput>::new()));
    let added = Arc::clone(&pets);
    let server = Server::builder()
        .region("eu-west-1")
        .credentials("AKIDEXAMPLE", "secret")
        .base_path("/prod")
        .operation::<pets::AddPet, _>(move |call: IncomingCall<pets::AddPet>| {
            let mut pets = added.lock().unwrap_or_else(PoisonError::into_inner);
            let pet_id = (pets.len() + 1).to_string();
            let pet = pets::GetPetOutput { pet_name: call.pet_name.clone(), age_in_years: call.age_in_years };
            pets.insert(pet_id.clone(), pet);
            async move { Ok(pets::AddPetOutput { pet_id }) }
        })
        .operation::<pets::GetPet, _>(move |call: IncomingCall<pets::GetPet>| {
            let pet = pets.lock().unwrap_or_else(PoisonError::into_inner).get(&call.pet_id).cloned();
            let message = format!("there is no pet {}", call.pet_id);
            async move { pet.ok_or(pets::Error::NotFoundException { message }) }
        });
    Ok(server.bind("127.0.0.1:0").await?)
}

async fn own_service_with_signatures() -> Outcome {
    let server = Server::builder()
        .credentials("AKIDEXAMPLE", "secret")
        .operation::<labels::GetLabel, _>(|call: IncomingCall<labels::GetLabel>| async move {
            Ok(labels::GetLabelOutput { text: format!("PART {}\n", call.part.to_uppercase()) })
        })
        .bind("127.0.0.1:0")
        .await?;
    println!("labels at {}", server.url());
    let label = labels::GetLabel { part: "door".into() }.send(&server.client()?).await?;
    println!("  got       {}", label.text.trim_end());

    // A request that is signed with another key is rejected.
    let wrong_key = Client::builder()
        .region("us-east-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "guessed"))
        .endpoint_url(server.url())
        .build()?;
    match (labels::GetLabel { part: "door".into() }).send(&wrong_key).await {
        Err(error) => println!("  rejected  {}", error.code().unwrap_or("no error code")),
        Ok(_) => return Err("the wrong key was accepted".into()),
    }
    Ok(())
}
