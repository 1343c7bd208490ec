# syntax=docker/dockerfile:1
FROM python:3.11-slim-bookworm AS build
WORKDIR /shamal
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never
RUN pip install --no-cache-dir "uv>=0.9,<1"
COPY pyproject.toml uv.lock README.md LICENSE ./
RUN uv sync --locked --no-dev --no-install-project
COPY actors ./actors
COPY digests ./digests
COPY flows ./flows
COPY news ./news
COPY packs ./packs
COPY scrapers ./scrapers
COPY stories ./stories
COPY storage ./storage
RUN uv sync --locked --no-dev --no-editable

FROM python:3.11-slim-bookworm
COPY --from=build /shamal/.venv /shamal/.venv
ENV PATH=/shamal/.venv/bin:$PATH \
    HOME=/tmp \
    PYTHONUNBUFFERED=1 \
    SHAMAL_HOME=/home/shamal
# A number, so that the orchestrator can see it is not root. All state lives in the volume.
RUN install -d -o 10001 -g 10001 /home/shamal
USER 10001:10001
VOLUME /home/shamal
HEALTHCHECK --interval=5m --timeout=30s --start-period=2m CMD ["shamal", "doctor", "--local"]
ENTRYPOINT ["shamal"]
CMD ["serve"]
