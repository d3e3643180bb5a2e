import { checkMarked } from "./marked";

// Which worker hears what an endpoint publishes: by broker, exchange, key and the words that a pattern leaves open.

checkMarked(
  "RabbitMQ: what goes to another exchange, or has more words than the pattern, is heard by nobody",
  `
# file: main.py
import os
import pika
import boto3
from fastapi import FastAPI

app = FastAPI()
channel = pika.BlockingConnection().channel()
sqs = boto3.client("sqs")

@app.post("/audio")
def audio():
    channel.basic_publish(exchange="media", routing_key="audio.new", body=b"")

@app.post("/deep")
def deep():
    channel.basic_publish(exchange="media", routing_key="audio.a.b", body=b"")

@app.post("/text")
def text():
    channel.basic_publish(exchange="media", routing_key="text.a.b", body=b"")

@app.post("/short")
def short():
    channel.basic_publish("media", "text", b"")

@app.post("/other")
def other():
    channel.basic_publish(exchange="logs", routing_key="audio.new", body=b"")

@app.post("/direct")
def direct():
    channel.basic_publish(exchange="", routing_key="texts", body=b"")

@app.post("/bound")
def bound():
    channel.basic_publish(exchange="", routing_key="text.a", body=b"")

@app.post("/sqs")
def translate():
    sqs.send_message(QueueUrl=os.environ["TRANSLATE_QUEUE_URL"], MessageBody="x")

@app.post("/sqs2")
def nobody():
    sqs.send_message(QueueUrl=os.environ["SUMMARY_QUEUE_URL"], MessageBody="x")
# file: asr_worker.py
import pika
from faster_whisper import WhisperModel
model = WhisperModel("small")
channel = pika.BlockingConnection().channel()
channel.exchange_declare("media", "topic")
queue = channel.queue_declare("", exclusive=True).method.queue
channel.queue_bind(exchange="media", queue=queue, routing_key="audio.*")
def work(ch, method, props, body):
    model.transcribe(body) #= audio: transcription faster-whisper/faster-whisper small
channel.basic_consume(queue=queue, on_message_callback=work)
channel.start_consuming()
# file: text_worker.py
import pika
from transformers import pipeline
def main():
    model = pipeline("translation", model="facebook/nllb-200-distilled-600M")
    channel = pika.BlockingConnection().channel()
    channel.queue_declare("texts")
    channel.queue_bind(exchange="media", queue="texts", routing_key="text.#")
    for method, props, body in channel.consume("texts"):
        model(body.decode()) #= text, short, direct: translation transformers/transformers facebook/nllb-200-distilled-600M
if __name__ == "__main__":
    main()
# file: sqs_worker.py
import os
import boto3
from transformers import pipeline
model = pipeline("translation", model="Helsinki-NLP/opus-mt-fr-en")
sqs = boto3.client("sqs")
URL = os.environ["TRANSLATE_QUEUE_URL"]
while True:
    for one in sqs.receive_message(QueueUrl=URL).get("Messages", []):
        model(one["Body"]) #= translate: translation transformers/transformers Helsinki-NLP/opus-mt-fr-en
`,
);

checkMarked(
  "RabbitMQ: an exchange that asks for no key, and one that is an object",
  `
# file: main.py
import aio_pika
from fastapi import FastAPI

app = FastAPI()

async def channel():
    return await (await aio_pika.connect_robust("amqp://rabbit")).channel()

@app.post("/all")
async def to_all():
    exchange = await (await channel()).declare_exchange("news", aio_pika.ExchangeType.FANOUT)
    await exchange.publish(aio_pika.Message(b"x"), routing_key="whatever")

@app.post("/one")
async def to_one():
    exchange = await (await channel()).get_exchange("jobs")
    await exchange.publish(aio_pika.Message(b"x"), routing_key="sum")

@app.post("/two")
async def to_another():
    exchange = await (await channel()).get_exchange("jobs")
    await exchange.publish(aio_pika.Message(b"x"), "count")
# file: listener.py
import asyncio
import aio_pika
import ollama

async def on_news(message):
    ollama.generate(model="llama3.2", prompt="x") #= to_all: generation ollama/ollama llama3.2

async def on_job(message):
    ollama.generate(model="mistral", prompt="x") #= to_one: generation ollama/ollama mistral

async def main():
    connection = await aio_pika.connect_robust("amqp://rabbit")
    channel = await connection.channel()
    news = await channel.declare_exchange("news", aio_pika.ExchangeType.FANOUT)
    queue = await channel.declare_queue(exclusive=True)
    await queue.bind(news, routing_key="")
    await queue.consume(on_news)
    jobs = await channel.declare_queue("work")
    await jobs.bind("jobs", routing_key="sum")
    await jobs.consume(on_job)
    await asyncio.Future()

if __name__ == "__main__":
    asyncio.run(main())
`,
);

checkMarked(
  "NATS: requests, words that a subject leaves open, and no name of Kafka",
  `
# file: main.py
import nats
from aiokafka import AIOKafkaProducer
from fastapi import FastAPI

app = FastAPI()

@app.post("/ask")
async def ask():
    nc = await nats.connect("nats://x")
    return (await nc.request("asr.run", b"x", timeout=5)).data

@app.post("/publish")
async def publish():
    nc = await nats.connect("nats://x")
    await nc.publish("asr.run", b"x")

@app.post("/deep")
async def deep():
    nc = await nats.connect("nats://x")
    await nc.publish("asr.run.fast", b"x")

@app.post("/all")
async def everything():
    nc = await nats.connect("nats://x")
    await nc.publish("speech.fr.slow", b"x")

@app.post("/group")
async def group():
    nc = await nats.connect("nats://x")
    await nc.publish("workers", b"x")

@app.post("/results")
async def results():
    await AIOKafkaProducer().send_and_wait("results", b"x")

@app.post("/jobs")
async def jobs():
    await AIOKafkaProducer().send_and_wait("jobs", b"x")

@app.post("/other")
async def other():
    await AIOKafkaProducer().send_and_wait("asr.run", b"x")
# file: w_nats.py
import asyncio
import nats
import whisper
from kokoro import KPipeline
async def main():
    model = whisper.load_model("tiny")
    pipe = KPipeline(lang_code="f")
    nc = await nats.connect("nats://x")
    async def on(message):
        await message.respond(model.transcribe(message.data)["text"].encode()) #= ask, publish: transcription openai-whisper/openai-whisper tiny
    async def speak(message):
        pipe(message.data.decode()) #= everything: speech-synthesis kokoro/kokoro hexgrad/Kokoro-82M
    await nc.subscribe("asr.*", queue="workers", cb=on)
    await nc.subscribe("speech.>", cb=speak)
    await asyncio.Event().wait()
if __name__ == "__main__":
    asyncio.run(main())
# file: w_kafka.py
import asyncio
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from transformers import pipeline
async def run():
    model = pipeline("translation", model="facebook/nllb-200-distilled-600M")
    consumer = AIOKafkaConsumer("jobs", group_id="g")
    producer = AIOKafkaProducer()
    await consumer.start()
    async for message in consumer:
        text = model(message.value.decode())[0]["translation_text"] #= jobs: translation transformers/transformers facebook/nllb-200-distilled-600M
        await producer.send("results", text.encode())
asyncio.run(run())
`,
);

checkMarked(
  "Kafka by kafka-python",
  `
# file: main.py
import json
from fastapi import FastAPI
from kafka import KafkaProducer

app = FastAPI()
producer = KafkaProducer(bootstrap_servers="kafka:9092")

@app.post("/summaries")
def summarize(text: str):
    producer.send("summaries", json.dumps({"text": text}).encode())
    producer.flush()

@app.post("/audit")
def audit(text: str):
    producer.send("audit", value=text.encode())

@app.post("/moderate")
def moderate(text: str):
    producer.send(topic="moderation", value=text.encode())
# file: summarizer.py
import json
from kafka import KafkaConsumer
from transformers import pipeline
pipe = pipeline("summarization", model="facebook/bart-large-cnn")
consumer = KafkaConsumer("summaries", bootstrap_servers=["kafka:9092"], group_id="s")
for message in consumer:
    pipe(json.loads(message.value)["text"]) #= summarize: generation transformers/transformers facebook/bart-large-cnn
# file: moderator.py
from kafka import KafkaConsumer
from transformers import pipeline
def main():
    classify = pipeline("text-classification", model="unitary/toxic-bert")
    consumer = KafkaConsumer(bootstrap_servers="kafka:9092")
    consumer.subscribe(["moderation"])
    for message in consumer:
        classify(message.value.decode()) #= moderate: other transformers/transformers unitary/toxic-bert
if __name__ == "__main__":
    main()
`,
);

checkMarked(
  "FastStream with an exchange",
  `
# file: main.py
from fastapi import FastAPI
from broker import broker, media

app = FastAPI()

@app.post("/ask")
async def ask(q: str):
    return await broker.request(q, "questions")

@app.post("/audio")
async def audio(path: str):
    await broker.publish(path, exchange=media, routing_key="audio.new")

@app.post("/lost")
async def lost(path: str):
    await broker.publish(path, "audio.new")

@app.post("/queue")
async def straight(path: str):
    await broker.publish(path, "speech")
# file: broker.py
from faststream.rabbit import ExchangeType, RabbitBroker, RabbitExchange
broker = RabbitBroker("amqp://rabbit")
media = RabbitExchange("media", type=ExchangeType.TOPIC)
# file: worker.py
import ollama
import whisper
from faststream import FastStream
from faststream.rabbit import RabbitQueue
from broker import broker, media
app = FastStream(broker)
model = whisper.load_model("base")

@broker.subscriber("questions")
async def answer(q: str):
    return ollama.generate(model="llama3.2", prompt=q) #= ask: generation ollama/ollama llama3.2

@broker.subscriber(RabbitQueue("speech", routing_key="audio.*"), media)
async def hear(path: str):
    return model.transcribe(path) #= audio, straight: transcription openai-whisper/openai-whisper base
`,
);

checkMarked(
  "loops over a queue or a consumer itself, in programs and in the application",
  `
# file: main.py
import asyncio
from contextlib import asynccontextmanager
import aio_pika
import ollama
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from fastapi import FastAPI
from faster_whisper import WhisperModel

model = WhisperModel("small")

async def open_channel():
    return await (await aio_pika.connect_robust("amqp://rabbit")).channel()

async def hear():
    queue = await (await open_channel()).declare_queue("audio")
    async with queue.iterator() as messages:
        async for message in messages:
            model.transcribe(message.body) #= audio: transcription faster-whisper/faster-whisper small

async def read():
    consumer = AIOKafkaConsumer("documents")
    await consumer.start()
    async for message in consumer:
        ollama.generate(model="mistral", prompt=message.value) #= document: generation ollama/ollama mistral

@asynccontextmanager
async def lifespan(app):
    tasks = [asyncio.create_task(hear()), asyncio.create_task(read())]
    yield
    for task in tasks:
        task.cancel()

app = FastAPI(lifespan=lifespan)

async def publish(key):
    await (await open_channel()).default_exchange.publish(aio_pika.Message(b"x"), routing_key=key)

@app.post("/audio")
async def audio():
    await publish("audio")

@app.post("/texts")
async def texts():
    await publish("texts")

@app.post("/say")
async def say():
    await publish("say")

@app.post("/nobody")
async def nobody():
    await publish("other")

@app.post("/document")
async def document():
    await AIOKafkaProducer().send_and_wait("documents", b"x")
# file: text_worker.py
import asyncio
import aio_pika
from sentence_transformers import SentenceTransformer
model = SentenceTransformer("all-MiniLM-L6-v2")
async def main():
    channel = await (await aio_pika.connect_robust("amqp://rabbit")).channel()
    queue = await channel.declare_queue("texts", durable=True)
    async for message in queue:
        model.encode(message.body.decode()) #= texts: embedding sentence-transformers/sentence-transformers all-MiniLM-L6-v2
if __name__ == "__main__":
    asyncio.run(main())
# file: voice_worker.py
import asyncio
import aio_pika
from kokoro import KPipeline
pipe = KPipeline(lang_code="f")
async def main():
    channel = await (await aio_pika.connect_robust("amqp://rabbit")).channel()
    queue = await channel.get_queue("say")
    async for message in queue.iterator():
        pipe(message.body.decode()) #= say: speech-synthesis kokoro/kokoro hexgrad/Kokoro-82M
asyncio.run(main())
`,
);
