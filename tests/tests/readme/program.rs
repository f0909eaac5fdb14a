use aws_operation::{Client, SendError, aws_error, aws_operation, aws_service, aws_shape};

#[aws_service(id = "Scheduler", protocol = "restJson1", error = Error)]
pub struct Service;

#[aws_operation(name = "CreateScheduleGroup", idempotent = "client_token")]
#[aws(http = "POST /schedule-groups/{name}")]
pub struct CreateScheduleGroup {
    pub name: String,
    pub client_token: Option<String>,
}

#[aws_shape]
pub struct CreateScheduleGroupOutput {
    pub schedule_group_arn: String,
}

#[aws_error]
#[derive(Debug)]
pub enum Error {
    #[aws(status = 409)]
    ConflictException { message: String },
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env().await?;
    let group = CreateScheduleGroup { name: "reports".into(), client_token: None };
    match group.send(&client).await {
        Ok(created) => println!("created {}", created.schedule_group_arn),
        Err(SendError::Service(Error::ConflictException { message }, _)) => println!("{message}"),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}
