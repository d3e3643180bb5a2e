import { checkMarked } from "./marked";

// Small applications as they are written in 2025 and 2026, whose models run in workers of the same repository.

checkMarked(
  "arq, RQ and Dramatiq",
  `
# file: app/__init__.py
# file: app/main.py
from arq import create_pool
from arq.connections import RedisSettings
from fastapi import FastAPI, Request
from redis import Redis
from rq import Queue
from app.jobs import summarize_job
from app.actors import caption

app = FastAPI()
queue = Queue("default", connection=Redis())

@app.on_event("startup")
async def startup():
    app.state.arq = await create_pool(RedisSettings())

@app.post("/transcribe")
async def transcribe(request: Request, path: str):
    job = await request.app.state.arq.enqueue_job("transcribe_audio", path)
    return job.job_id

@app.post("/summarize")
def summarize(text: str):
    return queue.enqueue(summarize_job, text).id

@app.post("/caption")
def make_caption(path: str):
    caption.send(path)
# file: app/worker.py
from arq.connections import RedisSettings
from faster_whisper import WhisperModel

async def transcribe_audio(ctx, path: str):
    segments, _ = ctx["model"].transcribe(path) #= transcribe: transcription faster-whisper/faster-whisper small
    return [s.text for s in segments]

async def startup(ctx):
    ctx["model"] = WhisperModel("small")

class WorkerSettings:
    functions = [transcribe_audio]
    on_startup = startup
    redis_settings = RedisSettings()
# file: app/jobs.py
from transformers import pipeline
_pipe = None
def summarize_job(text):
    global _pipe
    if _pipe is None:
        _pipe = pipeline("summarization", model="sshleifer/distilbart-cnn-12-6")
    return _pipe(text)[0]["summary_text"] #= summarize: generation transformers/transformers sshleifer/distilbart-cnn-12-6
# file: app/actors.py
import dramatiq
from transformers import pipeline
pipe = pipeline("image-to-text", model="Salesforce/blip-image-captioning-base")
@dramatiq.actor(max_retries=3)
def caption(path: str):
    return pipe(path) #= make_caption: generation transformers/transformers Salesforce/blip-image-captioning-base
`,
);

checkMarked(
  "RabbitMQ by pika, its worker a program of its own",
  `
# file: api/main.py
import json
import os
import pika
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()
QUEUE = os.getenv("QUEUE", "summaries")

class Job(BaseModel):
    text: str

def publish(message: dict):
    connection = pika.BlockingConnection(pika.ConnectionParameters(host="rabbitmq"))
    channel = connection.channel()
    channel.queue_declare(queue=QUEUE, durable=True)
    channel.basic_publish(exchange="", routing_key=QUEUE, body=json.dumps(message))
    connection.close()

@app.post("/summaries", status_code=202)
def create(job: Job):
    publish({"text": job.text})
    return {"ok": True}

@app.get("/health")
def health():
    return "ok"
# file: worker/worker.py
import json
import pika
from transformers import pipeline

summarizer = pipeline("summarization", model="facebook/bart-large-cnn")

def callback(ch, method, properties, body):
    job = json.loads(body)
    summary = summarizer(job["text"]) #= create: generation transformers/transformers facebook/bart-large-cnn
    ch.basic_ack(delivery_tag=method.delivery_tag)

def main():
    connection = pika.BlockingConnection(pika.ConnectionParameters("rabbitmq"))
    channel = connection.channel()
    channel.queue_declare(queue="summaries", durable=True)
    channel.basic_consume(queue="summaries", on_message_callback=callback)
    channel.start_consuming()

if __name__ == "__main__":
    main()
`,
);

checkMarked(
  "RabbitMQ by aio-pika, two queues",
  `
# file: api.py
import aio_pika
from contextlib import asynccontextmanager
from fastapi import FastAPI, Request

@asynccontextmanager
async def lifespan(app: FastAPI):
    connection = await aio_pika.connect_robust("amqp://guest:guest@rabbitmq/")
    app.state.channel = await connection.channel()
    yield
    await connection.close()

app = FastAPI(lifespan=lifespan)

@app.post("/transcribe")
async def transcribe(request: Request, path: str):
    await request.app.state.channel.default_exchange.publish(aio_pika.Message(body=path.encode()), routing_key="audio")

@app.post("/embed")
async def embed(request: Request, text: str):
    await request.app.state.channel.default_exchange.publish(aio_pika.Message(text.encode()), routing_key="texts")
# file: audio_worker.py
import asyncio
import aio_pika
import whisper

model = whisper.load_model("base")

async def main():
    connection = await aio_pika.connect_robust("amqp://guest:guest@rabbitmq/")
    async with connection:
        channel = await connection.channel()
        queue = await channel.declare_queue("audio", durable=True)
        async with queue.iterator() as messages:
            async for message in messages:
                async with message.process():
                    print(model.transcribe(message.body.decode())) #= transcribe: transcription openai-whisper/openai-whisper base

asyncio.run(main())
# file: text_worker.py
import asyncio
import aio_pika
from sentence_transformers import SentenceTransformer

class Worker:
    def __init__(self):
        self.model = SentenceTransformer("all-MiniLM-L6-v2")

    async def handle(self, message: aio_pika.abc.AbstractIncomingMessage):
        async with message.process():
            self.model.encode(message.body.decode()) #= embed: embedding sentence-transformers/sentence-transformers all-MiniLM-L6-v2

    async def run(self):
        connection = await aio_pika.connect_robust("amqp://guest:guest@rabbitmq/")
        channel = await connection.channel()
        queue = await channel.declare_queue("texts")
        await queue.consume(self.handle)
        await asyncio.Future()

if __name__ == "__main__":
    asyncio.run(Worker().run())
`,
);

checkMarked(
  "Kafka by aiokafka and confluent-kafka",
  `
# file: app/main.py
import json
from contextlib import asynccontextmanager
from aiokafka import AIOKafkaProducer
from confluent_kafka import Producer
from fastapi import FastAPI

TOPIC = "moderation.requests"
producer = None

@asynccontextmanager
async def lifespan(app):
    global producer
    producer = AIOKafkaProducer(bootstrap_servers="kafka:9092")
    await producer.start()
    yield
    await producer.stop()

app = FastAPI(lifespan=lifespan)
plain = Producer({"bootstrap.servers": "kafka:9092"})

@app.post("/moderate")
async def moderate(text: str):
    await producer.send_and_wait(TOPIC, json.dumps({"text": text}).encode())

@app.post("/translate")
def translate(text: str):
    plain.produce("translations", value=text.encode())
    plain.flush()

@app.post("/audit")
def audit(text: str):
    plain.produce("audit", value=text.encode())
# file: workers/moderator.py
import asyncio
import json
from aiokafka import AIOKafkaConsumer
from transformers import pipeline

classify = pipeline("text-classification", model="unitary/toxic-bert")

async def consume():
    consumer = AIOKafkaConsumer("moderation.requests", bootstrap_servers="kafka:9092", group_id="m")
    await consumer.start()
    try:
        async for message in consumer:
            classify(json.loads(message.value)["text"]) #= moderate: other transformers/transformers unitary/toxic-bert
    finally:
        await consumer.stop()

if __name__ == "__main__":
    asyncio.run(consume())
# file: workers/translator.py
from confluent_kafka import Consumer
from transformers import pipeline

def main():
    pipe = pipeline("translation", model="Helsinki-NLP/opus-mt-en-fr")
    consumer = Consumer({"bootstrap.servers": "kafka:9092", "group.id": "t"})
    consumer.subscribe(["translations"])
    while True:
        message = consumer.poll(1.0)
        if message is None or message.error():
            continue
        pipe(message.value().decode()) #= translate: translation transformers/transformers Helsinki-NLP/opus-mt-en-fr

main()
`,
);

checkMarked(
  "FastStream beside FastAPI",
  `
# file: main.py
from contextlib import asynccontextmanager
from fastapi import FastAPI
from faststream.rabbit import RabbitBroker
from broker import broker

@asynccontextmanager
async def lifespan(app):
    await broker.start()
    yield
    await broker.close()

app = FastAPI(lifespan=lifespan)

@app.post("/ask")
async def ask(q: str):
    await broker.publish(q, "questions")

@app.post("/note")
async def note(q: str):
    await broker.publish(q, queue="notes")
# file: broker.py
from faststream.rabbit import RabbitBroker
broker = RabbitBroker("amqp://guest:guest@localhost:5672/")
# file: worker.py
import ollama
from faststream import FastStream
from broker import broker
app = FastStream(broker)

@broker.subscriber("questions")
async def answer(q: str):
    return ollama.chat(model="llama3.2", messages=[{"role": "user", "content": q}]) #= ask: generation ollama/ollama llama3.2

@broker.subscriber("notes")
async def keep(q: str):
    print(q)
`,
);

checkMarked(
  "an exchange of topics with classes around pika, and two programs that hear different keys",
  `
# file: shared/__init__.py
# file: shared/bus.py
import json
import os
import pika

class Bus:
    def __init__(self, url=None):
        self.connection = pika.BlockingConnection(pika.URLParameters(url or os.environ["AMQP_URL"]))
        self.channel = self.connection.channel()
        self.channel.exchange_declare(exchange="media", exchange_type="topic")

    def publish(self, key, payload):
        self.channel.basic_publish(exchange="media", routing_key=key, body=json.dumps(payload))

    def listen(self, key, handler):
        result = self.channel.queue_declare(queue="", exclusive=True)
        name = result.method.queue
        self.channel.queue_bind(exchange="media", queue=name, routing_key=key)
        self.channel.basic_consume(queue=name, on_message_callback=handler, auto_ack=True)
        self.channel.start_consuming()
# file: api/main.py
from fastapi import Depends, FastAPI
from shared.bus import Bus

app = FastAPI()

def get_bus():
    return Bus()

@app.post("/audio")
def audio(path: str, bus: Bus = Depends(get_bus)):
    bus.publish("audio.uploaded", {"path": path})

@app.post("/image")
def image(path: str, bus: Bus = Depends(get_bus)):
    bus.publish("image.uploaded", {"path": path})

@app.delete("/media")
def delete(path: str, bus: Bus = Depends(get_bus)):
    bus.publish("media.deleted", {"path": path})
# file: transcriber/main.py
import json
from faster_whisper import WhisperModel
from shared.bus import Bus

class Transcriber:
    def __init__(self):
        self.model = WhisperModel("medium")

    def on_message(self, channel, method, properties, body):
        segments, _ = self.model.transcribe(json.loads(body)["path"]) #= audio: transcription faster-whisper/faster-whisper medium
        print([s.text for s in segments])

if __name__ == "__main__":
    Bus().listen("audio.#", Transcriber().on_message)
# file: captioner/main.py
import json
from transformers import pipeline
from shared.bus import Bus

captioner = pipeline("image-to-text", model="Salesforce/blip-image-captioning-large")

def on_message(channel, method, properties, body):
    print(captioner(json.loads(body)["path"])) #= image: generation transformers/transformers Salesforce/blip-image-captioning-large

if __name__ == "__main__":
    Bus().listen("image.*", on_message)
`,
);

checkMarked(
  "a consumer that the application itself starts, NATS and SQS",
  `
# file: main.py
import asyncio
import os
from contextlib import asynccontextmanager
import boto3
import nats
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from fastapi import FastAPI, Request
from sentence_transformers import SentenceTransformer

model = SentenceTransformer("BAAI/bge-small-en-v1.5")
sqs = boto3.client("sqs")

async def consume():
    consumer = AIOKafkaConsumer("documents", bootstrap_servers="kafka:9092")
    await consumer.start()
    while True:
        message = await consumer.getone()
        model.encode(message.value.decode()) #= index: embedding sentence-transformers/sentence-transformers BAAI/bge-small-en-v1.5

@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.producer = AIOKafkaProducer(bootstrap_servers="kafka:9092")
    app.state.nats = await nats.connect("nats://nats:4222")
    task = asyncio.create_task(consume())
    yield
    task.cancel()

app = FastAPI(lifespan=lifespan)

@app.post("/index")
async def index(request: Request, text: str):
    await request.app.state.producer.send_and_wait("documents", text.encode())

@app.post("/speak")
async def speak(request: Request, text: str):
    await request.app.state.nats.publish("speech", text.encode())

@app.post("/scan")
def scan(path: str):
    sqs.send_message(QueueUrl=os.environ["SCAN_QUEUE_URL"], MessageBody=path)
# file: speaker.py
import asyncio
import nats
from kokoro import KPipeline

pipe = KPipeline(lang_code="a")

async def main():
    nc = await nats.connect("nats://nats:4222")

    async def speak(msg):
        for _ in pipe(msg.data.decode()): #= speak: speech-synthesis kokoro/kokoro hexgrad/Kokoro-82M
            pass

    await nc.subscribe("speech", cb=speak)
    await asyncio.Event().wait()

if __name__ == "__main__":
    asyncio.run(main())
# file: scanner.py
import os
import boto3
import pytesseract
from PIL import Image

def main():
    queue = boto3.client("sqs")
    while True:
        answer = queue.receive_message(QueueUrl=os.environ["SCAN_QUEUE_URL"], WaitTimeSeconds=20)
        for message in answer.get("Messages", []):
            pytesseract.image_to_string(Image.open(message["Body"])) #= scan: ocr pytesseract/tesseract null

if __name__ == "__main__":
    main()
`,
);

checkMarked(
  "a worker that hands a message on to a queue of its own",
  `
# file: core/main.py
import aio_pika
from fastapi import FastAPI

app = FastAPI()

@app.post("/calls/{id}/transcription")
async def order(id: str):
    connection = await aio_pika.connect_robust("amqp://rabbitmq")
    async with connection:
        channel = await connection.channel()
        queue = await channel.declare_queue("queued", durable=True)
        await channel.default_exchange.publish(aio_pika.Message(id.encode()), routing_key=queue.name)
# file: whisper/main.py
import asyncio
import aio_pika
import whisper

model = whisper.load_model("base")

async def on_process(message):
    async with message.process():
        print(model.transcribe(message.body.decode())) #= order: transcription openai-whisper/openai-whisper base

async def on_queued(message):
    async with message.process():
        queue = await channel.declare_queue("process", durable=True)
        await channel.default_exchange.publish(aio_pika.Message(message.body), routing_key=queue.name)

async def listen():
    global channel
    connection = await aio_pika.connect_robust("amqp://rabbitmq")
    async with connection:
        channel = await connection.channel()
        queues = {}
        for name in ["queued", "process"]:
            queues[name] = await channel.declare_queue(name, durable=True)
        await queues["queued"].consume(on_queued)
        await queues["process"].consume(on_process)
        await asyncio.Future()

async def main():
    await listen()

if __name__ == "__main__":
    loop = asyncio.get_event_loop()
    loop.run_until_complete(main())
`,
);
