// The camera takes the pictures of a face, one gesture after the other. Nothing is sent before the person presses the
// button, and each picture is taken some seconds later: whoever turns their head away cannot press it.

const LONGEST = 1280;
const SECONDS = 3;

const room = document.querySelector("[data-face]");
if (room && navigator.mediaDevices?.getUserMedia) begin();

function begin() {
  const words = room.dataset;
  const video = room.querySelector("video");
  const said = room.querySelector("[role=status]");
  const [start, take, stop] = ["start", "take", "stop"].map((name) => room.querySelector(`[data-${name}]`));
  const count = Number(words.count);
  let place = Number(words.place);
  let stream;

  const say = (text) => {
    if (said.textContent !== text) said.textContent = text;
  };
  const ask = () => {
    for (const shot of room.querySelectorAll("[data-shot]")) {
      shot.hidden = !stream || Number(shot.dataset.shot) !== place;
    }
  };
  const rest = (text) => {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = undefined;
    video.srcObject = null;
    video.hidden = take.hidden = stop.hidden = true;
    start.hidden = false;
    ask();
    say(text);
  };

  room.hidden = false;
  stop.addEventListener("click", () => rest(""));
  // A page that is left does not keep the camera.
  addEventListener("pagehide", () => rest(""));
  start.addEventListener("click", async () => {
    start.hidden = true;
    stop.hidden = false;
    say(words.starting);
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "user", width: { ideal: LONGEST } } });
      video.srcObject = stream;
      video.hidden = false;
      await video.play();
    } catch (error) {
      rest(error.name === "NotAllowedError" ? words.refused : words.missing);
      return;
    }
    say("");
    ask();
    take.hidden = false;
    take.focus();
  });
  take.addEventListener("click", async () => {
    const mine = stream;
    take.disabled = true;
    for (let left = SECONDS; left > 0; left -= 1) {
      say(`${words.wait} ${left}`);
      await new Promise((done) => setTimeout(done, 1000));
    }
    if (stream !== mine || !mine) {
      take.disabled = false;
      return;
    }
    say(words.sending);
    const answer = await send(await picture(video), words, place);
    take.disabled = false;
    if (stream !== mine) return;
    if (!answer) return say(words.failed);
    if (answer.done) return location.assign(words.face);
    if (!answer.kept) return say(answer.said);
    place += 1;
    // The page knows better if a picture in between is missing.
    if (place > count) return location.assign(words.face);
    say("");
    ask();
    take.focus();
  });
}

// One picture as the server reads it, no larger than it needs.
async function picture(video) {
  const scale = Math.min(1, LONGEST / Math.max(video.videoWidth, video.videoHeight, 1));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(video.videoWidth * scale));
  canvas.height = Math.max(1, Math.round(video.videoHeight * scale));
  canvas.getContext("2d").drawImage(video, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.92));
}

async function send(blob, words, place) {
  const body = new FormData();
  // The proof stands before the file: that is where it is looked for.
  body.append("csrf", words.csrf);
  body.append("picture", blob, "picture.jpg");
  const answer = await fetch(`${words.face}/${place}/camera`, { method: "POST", body }).catch(() => undefined);
  const json = answer?.headers.get("content-type")?.startsWith("application/json");
  return json ? answer.json() : undefined;
}
