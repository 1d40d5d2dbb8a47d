"""The queue of jobs of one server: one after the other, each in a process of its own that can be stopped."""

import queue
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from armstrace.desk.web.jobs.record import Job, State, all_jobs, ended, file_of, forget_old, load, save
from armstrace.evidence.disk import discard, explained
from armstrace.evidence.folders import local_folder
from armstrace.evidence.lock import claim

_PROGRAM = (sys.executable, "-P", "-m", "armstrace.desk.web.jobs.work")
_PATIENCE_S = 3.0


@dataclass(slots=True)
class Jobs:
    """The jobs of a case in this server."""

    case: Path
    _waiting: queue.SimpleQueue[str | None] = field(default_factory=queue.SimpleQueue)
    _running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _thread: threading.Thread | None = None
    _stopped: bool = False

    def begin(self, job: Job) -> Job:
        """Let a job wait for its turn."""
        forget_old(self.case)
        save(self.case, job)
        self._wake()
        self._waiting.put(job.id)
        return job

    def resume(self) -> None:
        """Take up what an earlier server left: waiting jobs wait again, those whose process died are told as such."""
        self._tidy_uploads()
        for job in reversed(all_jobs(self.case)):
            if job.state is State.RUNNING and not self._alive(job.id):
                said = "The program ended in the middle of it; what was taken in before stays."
                save(self.case, ended(job, State.INTERRUPTED, said))
            elif job.state is State.WAITING:
                self.begin(job)

    def cancel(self, job: Job) -> Job:
        """Stop a job: one that waits at once, one that runs as soon as its process notices, or a moment later."""
        with self._lock:
            process = self._running.get(job.id)
            now = load(self.case, job.id) or job
            if now.state is State.WAITING and process is None:
                stopped = ended(now, State.CANCELLED, "Stopped before it began.")
                save(self.case, stopped)
                self._drop_upload(stopped)
                return stopped
        if not now.state.ended:
            with explained(self.case, "Stopping the job"):
                file_of(self.case, job.id, ".cancel").touch(mode=0o600)
            if process is not None:
                threading.Thread(target=_end, args=(process,), daemon=True).start()
        return now

    def stop(self) -> None:
        """End with the server: a job that runs is stopped, and waits again for the next server."""
        self._stopped = True
        self._waiting.put(None)
        with self._lock:
            running = dict(self._running)
        for process in running.values():
            _end(process)
        if self._thread is not None:
            self._thread.join(2 * _PATIENCE_S)

    def _wake(self) -> None:
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, daemon=True)
                self._thread.start()

    def _work(self) -> None:
        while (number := self._waiting.get()) is not None and not self._stopped:
            self._run(number)

    def _run(self, number: str) -> None:
        with self._lock:
            job = load(self.case, number)
            if job is None or job.state is not State.WAITING:
                return
            words = [*_PROGRAM, str(self.case), number]
            process = subprocess.Popen(words, stdin=subprocess.DEVNULL, start_new_session=True)  # noqa: S603  # our own program
            self._running[number] = process
        code = process.wait()
        with self._lock:
            del self._running[number]
        self._settle(number, code)

    def _settle(self, number: str, code: int) -> None:
        """Say how a job ended whose process could not say so itself."""
        job = load(self.case, number)
        if job is None or (not job.state.ended and self._alive(number)):
            return  # another server of this case is at it
        if not job.state.ended or self._stopped:
            wanted = file_of(self.case, number, ".cancel").exists()
            if wanted:
                job = ended(job, State.CANCELLED, "Stopped; what was taken in before stays.")
            elif self._stopped and self._can_begin_again(job):
                job = replace(job, state=State.WAITING, phase="", done=0, records=0, said="", ended_at="")
            elif not job.state.ended:
                job = ended(job, State.FAILED, f"Its process died (code {code}); what was taken in before stays.")
            save(self.case, job)
        if job.state.ended:
            self._drop_upload(job)

    def _can_begin_again(self, job: Job) -> bool:
        path = job.settings.get("path", "")
        # a file handed over is there, or was taken in before: then its exhibit is known
        at_hand = not path or bool(job.exhibit) or Path(path).exists()
        return job.state in {State.WAITING, State.RUNNING, State.CANCELLED} and at_hand

    def _drop_upload(self, job: Job) -> None:
        path = job.settings.get("path", "")
        if path:
            with suppress(OSError):
                discard(Path(path))

    def _alive(self, number: str) -> bool:
        """Whether the process of a job lives, also one that another server began."""
        try:
            with file_of(self.case, number, ".lock").open("rb") as file:
                return not claim(file.fileno())
        except FileNotFoundError:
            return False

    def _tidy_uploads(self) -> None:
        """Remove files that were handed over and that no waiting job is about."""
        wanted = {job.settings.get("path", "") for job in all_jobs(self.case) if not job.state.ended}
        with explained(self.case, "Tidying the files handed over"):
            for path in local_folder(self.case, "web", "uploads").iterdir():
                if str(path) not in wanted:
                    discard(path)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask a process to stop, and make it stop if it does not listen."""
    process.terminate()
    try:
        process.wait(_PATIENCE_S)
    except subprocess.TimeoutExpired:
        process.kill()
