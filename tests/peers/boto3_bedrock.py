"""boto3 calls a local Bedrock: the event stream of ConverseStream, over restJson1.

usage: boto3_bedrock.py URL ACCESS_KEY SECRET_KEY
"""

from checks import Checks

checks = Checks("bedrock-runtime")
check, check_rejected = checks.check, checks.check_rejected
bedrock = checks.client()
MODEL = "local.echo-v1:0"


def say(text, model=MODEL, client=bedrock):
    messages = [{"role": "user", "content": [{"text": text}]}]
    return client.converse_stream(modelId=model, messages=messages, inferenceConfig={"temperature": 0.5})


response = say("grün & rot")
check("a response has its request ID", bool(response["ResponseMetadata"].get("RequestId")))
events = list(response["stream"])
names = [name for event in events for name in event]
check("the message begins", events[0] == {"messageStart": {"role": "assistant"}})
deltas = [event["contentBlockDelta"]["delta"]["text"] for event in events if "contentBlockDelta" in event]
check("each word is an event", deltas == ["You ", "said: ", "grün ", "& ", "rot"])
check("the message ends", names[-3:] == ["contentBlockStop", "messageStop", "metadata"])
check("numbers arrive", events[-1]["metadata"]["usage"]["totalTokens"] == 10)
check_rejected("an unknown model", "ValidationException", 400, lambda: say("a", model="none"), "local.echo")
rejected = ("InvalidSignatureException", 403), ("UnrecognizedClientException", 403)
checks.check_signatures(*rejected, lambda client: say("a", client=client))
checks.finish()
