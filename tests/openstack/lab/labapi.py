"""A small client of the lab's APIs: Python's standard library only.

Used by the lab scripts. `Api(wire=True)` prints every request and its
response (method, path, microversion, body, status).
"""
import http.client
import json
import os
import time
import urllib.parse

LAB_DIR = os.environ.get("LAB_DIR", "/tmp/policyha-lab")


def openrc():
    env = {}
    with open(os.path.join(LAB_DIR, "openrc"), encoding="utf-8") as f:
        for line in f:
            if line.startswith("export ") and "=" in line:
                key, value = line[7:].strip().split("=", 1)
                env[key] = value.strip("'\"")
    return env


class ApiError(Exception):
    def __init__(self, status, body, what):
        super().__init__("%s: %s %s" % (what, status, str(body)[:400]))
        self.status, self.body = status, body


class Api:
    """One Keystone token and its catalog."""

    def __init__(self, wire=False, env=None):
        self.env = env or openrc()
        self.wire = wire
        self.auth()

    def auth(self):
        e = self.env
        body = {"auth": {
            "identity": {"methods": ["password"], "password": {"user": {
                "name": e["OS_USERNAME"], "password": e["OS_PASSWORD"],
                "domain": {"name": e.get("OS_USER_DOMAIN_NAME", "Default")}}}},
            "scope": {"project": {
                "name": e["OS_PROJECT_NAME"],
                "domain": {"name": e.get("OS_PROJECT_DOMAIN_NAME", "Default")}}}}}
        status, headers, data = self.raw("POST", e["OS_AUTH_URL"] + "/auth/tokens", body, {})
        if status != 201:
            raise ApiError(status, data, "POST /auth/tokens")
        self.token = headers["x-subject-token"]
        self.catalog = {}
        for service in data["token"]["catalog"]:
            for end in service["endpoints"]:
                if end["interface"] == "public":
                    self.catalog[service["type"]] = end["url"]
        self.project_id = data["token"]["project"]["id"]

    @staticmethod
    def raw(method, url, body, headers, data=None, timeout=180):
        u = urllib.parse.urlsplit(url)
        conn = http.client.HTTPConnection(u.hostname, u.port, timeout=timeout)
        try:
            headers = dict(headers)
            if data is None and body is not None:
                data = json.dumps(body).encode()
                headers.setdefault("Content-Type", "application/json")
            headers.setdefault("Accept", "application/json")
            headers["Connection"] = "close"
            path = u.path + ("?" + u.query if u.query else "")
            conn.request(method, path, body=data, headers=headers)
            resp = conn.getresponse()
            text = resp.read()
            try:
                parsed = json.loads(text) if text else None
            except ValueError:
                parsed = text.decode("utf-8", "replace")
            return resp.status, {k.lower(): v for k, v in resp.getheaders()}, parsed
        finally:
            conn.close()

    def call(self, service, method, path, body=None, mv=None, ok=None, headers=None, data=None):
        url = self.catalog[service].rstrip("/") + path
        h = {"X-Auth-Token": self.token}
        if mv:
            h["OpenStack-API-Version"] = "%s %s" % (
                {"compute": "compute", "placement": "placement",
                 "instance-ha": "instance-ha"}.get(service, service), mv)
        if headers:
            h.update(headers)
        t = time.time()
        status, rh, parsed = self.raw(method, url, body, h, data)
        if status == 401:
            self.auth()
            h["X-Auth-Token"] = self.token
            status, rh, parsed = self.raw(method, url, body, h, data)
        if self.wire:
            print("> %s %s  [%s]  %s" % (method, urllib.parse.urlsplit(url).path
                  + ("?" + urllib.parse.urlsplit(url).query if urllib.parse.urlsplit(url).query else ""),
                  h.get("OpenStack-API-Version", "no microversion"),
                  json.dumps(body) if body is not None else ""))
            print("< %s in %.0f ms  %s" % (status, (time.time() - t) * 1000,
                  json.dumps(parsed)[:600] if parsed is not None else "(empty body)"))
        if ok is None:
            good = 200 <= status < 300
        else:
            good = status in ok
        if not good:
            raise ApiError(status, parsed, "%s %s" % (method, path))
        return status, rh, parsed

    # -- Nova ---------------------------------------------------------------
    def nova(self, method, path, body=None, mv="2.90", **kw):
        return self.call("compute", method, path, body, mv, **kw)

    def servers(self, **query):
        """All servers, all projects, following pages."""
        query = dict(query, all_tenants="1")
        out, path = [], "/servers/detail?" + urllib.parse.urlencode(query)
        while path:
            _, _, page = self.nova("GET", path)
            out += page["servers"]
            path = None
            for link in page.get("servers_links", []):
                if link["rel"] == "next":
                    path = "/servers/detail?" + urllib.parse.urlsplit(link["href"]).query
        return out

    def services(self, binary="nova-compute"):
        return self.nova("GET", "/os-services?binary=" + binary)[2]["services"]

    def service(self, host):
        for s in self.services():
            if s["host"] == host:
                return s
        raise SystemExit("no nova-compute service on host " + host)


def host_of(server):
    return server.get("OS-EXT-SRV-ATTR:host")


def state_of(server):
    return "%s/%s/%s" % (server["status"], server["OS-EXT-STS:vm_state"], server["OS-EXT-STS:task_state"])
