// Photos of a signed form become no larger than a page needs before they leave the device, so that
// several go through a slow line, and where they were taken stays behind. Without this they are
// sent as they are, and made anew there.
import { announce } from "../layout.js";

const LONGEST_SIDE = 3508;
const QUALITY = 0.85;

const input = document.querySelector("input[type=file][data-largest]");
const problem = document.querySelector("[data-problem]");
const largest = Number(input.dataset.largest);
let latest = 0;

async function made(file, number) {
  if (!/^image\/(jpeg|png)$/.test(file.type)) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const share = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * share);
    canvas.height = Math.round(picture.height * share);
    const paper = canvas.getContext("2d");
    paper.fillStyle = "#fff";
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const drawn = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
    if (!drawn) return file;
    return new File([drawn], `page-${number}.jpg`, { type: "image/jpeg" });
  } catch {
    return file; // what no browser can read is judged where it arrives
  }
}

function tell(files) {
  const total = files.reduce((sum, file) => sum + file.size, 0);
  problem.hidden = total <= largest;
  problem.lastElementChild.textContent = problem.hidden
    ? ""
    : `The pages have ${(total / 1e6).toFixed(1)} MB together, and at most ${largest / 1e6} MB are kept. Choose fewer, or scan them in grey.`;
  if (problem.hidden && files.length > 1) announce(`${files.length} pages are ready to be kept.`);
}

input.addEventListener("change", async () => {
  latest += 1;
  const mine = latest;
  const files = await Promise.all([...input.files].map((file, index) => made(file, index + 1)));
  if (mine !== latest) return;
  const chosen = new DataTransfer();
  for (const file of files) chosen.items.add(file);
  input.files = chosen.files;
  tell(files);
});
