// The camera looks for a card's code: pictures go to the server, which reads them, and what it reads fills the form.
// Nothing is sent before the person starts it, and nothing after the code was read.

const PAUSE = 350;
const LONGEST = 1280;
// Pictures without a code before a word is said about it, and before the camera rests.
const PATIENT = 8;
const TIRED = 90;

const room = document.querySelector("[data-card]");
if (room && navigator.mediaDevices?.getUserMedia) begin();

function begin() {
  const words = room.dataset;
  const video = room.querySelector("video");
  const said = room.querySelector("[role=status]");
  const doubts = room.querySelector(".camera__doubts");
  const start = room.querySelector("[data-start]");
  const stop = room.querySelector("[data-stop]");
  const form = document.getElementById(words.fills);
  let stream;

  const say = (text) => {
    if (said.textContent !== text) said.textContent = text;
  };
  const rest = (text) => {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = undefined;
    video.srcObject = null;
    video.hidden = stop.hidden = true;
    start.hidden = false;
    say(text);
  };

  room.hidden = false;
  stop.addEventListener("click", () => rest(""));
  // A page that is left does not keep the camera.
  addEventListener("pagehide", () => rest(""));
  start.addEventListener("click", async () => {
    start.hidden = true;
    stop.hidden = false;
    doubts.hidden = true;
    say(words.starting);
    try {
      stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: "environment", width: { ideal: LONGEST } },
      });
      video.srcObject = stream;
      video.hidden = false;
      await video.play();
    } catch (error) {
      rest(error.name === "NotAllowedError" ? words.refused : words.missing);
      return;
    }
    say(words.looking);
    stop.focus();
    await look(stream);
  });

  async function look(mine) {
    for (let seen = 1; stream === mine; seen += 1) {
      const answer = await ask(await picture(video), words);
      if (stream !== mine) return;
      if (!answer) return rest(words.failed);
      if (answer.fields) return fill(answer);
      if (!answer.again) return rest(answer.said);
      if (seen >= TIRED) return rest(words.tired);
      if (seen % PATIENT === 0) say(answer.said);
      await new Promise((done) => setTimeout(done, PAUSE));
    }
  }

  function fill({ fields, said, differs, doubts: found }) {
    const digits = (text) => text.replace(/\D/g, "");
    const typed = digits(form.elements.number.value);
    const other = typed !== "" && typed !== digits(fields.number);
    for (const [name, value] of Object.entries(fields)) {
      // What a person typed is never replaced without a word.
      if (name === "number" && other) continue;
      form.elements[name].value = value;
    }
    rest(other ? differs : said);
    doubts.replaceChildren(...found.map(line));
    doubts.hidden = found.length === 0;
    form.elements[other ? "number" : "name"].focus();
  }
}

function line(text) {
  const item = document.createElement("li");
  item.textContent = text;
  return item;
}

// One picture as the server reads it, no larger than it needs.
async function picture(video) {
  const scale = Math.min(1, LONGEST / Math.max(video.videoWidth, video.videoHeight, 1));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(video.videoWidth * scale));
  canvas.height = Math.max(1, Math.round(video.videoHeight * scale));
  canvas.getContext("2d").drawImage(video, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.9));
}

async function ask(blob, words) {
  const body = new FormData();
  // The proof stands before the file: that is where it is looked for.
  body.append("csrf", words.csrf);
  body.append("picture", blob, "picture.jpg");
  const answer = await fetch(words.card, { method: "POST", body }).catch(() => undefined);
  const json = answer?.headers.get("content-type")?.startsWith("application/json");
  return json ? answer.json() : undefined;
}
