# One image, every role: `ams serve --roles bots,api,clock,worker`.
FROM python:3.11-slim AS build
WORKDIR /src
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN python -m venv /app/.venv && /app/.venv/bin/pip install --no-cache-dir -r requirements.lock
COPY api api
COPY bots bots
COPY cli cli
COPY core core
COPY models models
COPY migrations migrations
COPY reports reports
COPY scheduler scheduler
RUN /app/.venv/bin/pip install --no-cache-dir --no-deps .

FROM python:3.11-slim
# tini reaps orphans: the embedded database's processes need an init as PID 1.
RUN apt-get update && apt-get install -y --no-install-recommends tini && rm -rf /var/lib/apt/lists/* \
    && useradd --system --create-home --home-dir /home/ams --shell /usr/sbin/nologin ams \
    && install -d -o ams -g ams -m 0700 /data
COPY --from=build /app /app
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 AMS_DATA_DIR=/data AMS_HTTP_HOST=0.0.0.0
USER ams
WORKDIR /home/ams
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
ENTRYPOINT ["tini", "--", "ams"]
CMD ["serve"]
