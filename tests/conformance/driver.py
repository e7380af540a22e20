"""The driver as a child process: one JSON object a line, in and out."""
import json
import subprocess


class Driver:
    def __init__(self, program, data_path):
        self.command = [program, '--data-path', data_path]
        self.process = None

    def ask(self, request):
        """Its answer without the id; a string where it gave none."""
        if self.process is None:
            self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.process.stdin.write(json.dumps(request).encode() + b'\n')
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            status = self.process.wait()
            self.process = None
            return f'the driver ended with status {status}'
        answer = json.loads(line)
        answer.pop('id', None)
        return answer

    def close(self):
        if self.process is not None:
            self.process.stdin.close()
            self.process.wait(60)
            self.process = None
