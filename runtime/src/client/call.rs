//! Generic ways to send an operation: the trait `Call`, and the methods of the client.

use crate::client::Client;
use crate::client::send::{self, CallResult, SendResult};
use crate::model::operation::Operation;

/// The method `call` of every operation. Like `send`, but it also returns the request ID, the status, the headers and the
/// number of attempts.
///
/// ```no_run
/// use aws_operation::{Call, Client, aws_operation, aws_service, aws_shape};
///
/// #[aws_service(id = "LookoutVision", protocol = "restJson1")]
/// pub struct Service;
///
/// #[aws_operation(name = "DescribeProject", http = "GET /2020-11-20/projects/{project_name}")]
/// pub struct DescribeProject {
///     pub project_name: String,
/// }
///
/// #[aws_shape]
/// pub struct DescribeProjectOutput {
///     pub project_description: Option<aws_operation::Document>,
/// }
///
/// # async fn run(client: Client) -> Result<(), Box<dyn std::error::Error>> {
/// let describe = DescribeProject { project_name: "paint".into() };
/// let output = describe.send(&client).await?;
/// println!("{:?}", output.project_description);
///
/// let response = describe.call(&client).await?;
/// println!("{:?}, request ID {:?}", response.project_description, response.request_id());
/// # Ok(())
/// # }
/// ```
///
/// [`Client::call`] does the same without the trait in scope.
pub trait Call: Operation + Sized {
    /// Sends the operation and waits for its [`Response`](crate::Response).
    ///
    /// The future is `Send` if the operation is `Sync`, like that of `send`.
    ///
    /// # Errors
    /// The same [`SendError`](crate::SendError) as `send`.
    fn call(&self, client: &Client) -> impl Future<Output = CallResult<Self>>;
}

impl<O: Operation> Call for O {
    fn call(&self, client: &Client) -> impl Future<Output = CallResult<Self>> {
        send::call(self, client, None)
    }
}

impl Client {
    /// Sends `input` and waits for the output; the same as `input.send(&client)`, for any operation.
    ///
    /// Generic code can wrap the calls of all operations:
    ///
    /// ```
    /// use aws_operation::{Client, Operation, SendError};
    ///
    /// async fn logged<O: Operation>(client: &Client, op: &O) -> Result<O::Output, SendError<O::Error>> {
    ///     let result = client.send(op).await;
    ///     match &result {
    ///         Ok(_) => println!("{} succeeded", O::META.name),
    ///         Err(error) => println!("{error}"),
    ///     }
    ///     result
    /// }
    /// ```
    ///
    /// The future is `Send` if `O` is `Sync`. A spawned task must own the operation, and its output must be `Send`:
    ///
    /// ```
    /// use aws_operation::{Client, Operation, SendResult};
    /// use tokio::task::JoinHandle;
    ///
    /// fn spawned<O>(client: &Client, op: O) -> JoinHandle<SendResult<O>>
    /// where
    ///     O: Operation<Output: Send> + Send + Sync + 'static,
    /// {
    ///     let client = client.clone();
    ///     tokio::spawn(async move { client.send(&op).await })
    /// }
    /// ```
    ///
    /// # Errors
    /// The same [`SendError`](crate::SendError) as `send` of the operation.
    pub async fn send<O: Operation>(&self, input: &O) -> SendResult<O> {
        send::output_of(input, send::run(input, self).await)
    }

    /// Sends `input` and waits for the output with its request ID, status, headers and number of attempts; the same as
    /// [`input.call(&client)`](Call::call).
    ///
    /// ```
    /// use aws_operation::{Client, Operation, SendError};
    ///
    /// async fn counted<O: Operation>(client: &Client, op: &O) -> Result<O::Output, SendError<O::Error>> {
    ///     let response = client.call(op).await?;
    ///     println!("{} took {} attempts: {:?}", O::META.name, response.attempts(), response.request_id());
    ///     Ok(response.into_inner())
    /// }
    /// ```
    ///
    /// # Errors
    /// The same [`SendError`](crate::SendError) as `send` of the operation.
    pub async fn call<O: Operation>(&self, input: &O) -> CallResult<O> {
        send::call(input, self, None).await
    }
}
