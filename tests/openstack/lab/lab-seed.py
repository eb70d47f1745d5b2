"""Users, catalog, image and flavor of the lab. Idempotent."""
import os
import sys
import time

import labapi


def identity():
    api = labapi.Api.__new__(labapi.Api)
    api.env, api.wire = labapi.openrc(), False
    for i in range(60):
        try:
            api.auth()
            break
        except (labapi.ApiError, OSError) as exc:
            last = exc
            time.sleep(1)
    else:
        raise SystemExit("Keystone: %s" % last)
    k = lambda *a, **kw: api.call("identity", *a, **kw)[2]
    pw, e = os.environ["LAB_PW"], os.environ

    def named(kind, single, name, **extra):
        for item in k("GET", "/%s?name=%s" % (kind, name))[kind]:
            return item["id"]
        return k("POST", "/" + kind, {single: dict(name=name, **extra)})[single]["id"]

    project = named("projects", "project", "service", domain_id="default")
    admin = named("roles", "role", "admin")
    service_role = named("roles", "role", "service")
    for user in ("nova", "glance", "placement", "neutron"):
        uid = named("users", "user", user, domain_id="default", password=pw, default_project_id=project)
        for role in (admin, service_role):
            k("PUT", "/projects/%s/users/%s/roles/%s" % (project, uid, role))
    have = {ep["url"] for ep in k("GET", "/endpoints")["endpoints"]}
    for name, typ, port, path in (("nova", "compute", "P_NOVA", "/v2.1"),
                                  ("glance", "image", "P_GLANCE", ""),
                                  ("placement", "placement", "P_PLACEMENT", ""),
                                  ("neutron", "network", "P_NEUTRON", "")):
        sid = named("services", "service", name, type=typ)
        url = "http://127.0.0.1:%s%s" % (e[port], path)
        if url in have:
            continue
        for interface in ("public", "internal", "admin"):
            k("POST", "/endpoints", {"endpoint": {"service_id": sid, "interface": interface,
                                                  "url": url, "region_id": "RegionOne"}})


def image():
    api = labapi.Api()
    for i in range(60):
        try:
            images = api.call("image", "GET", "/v2/images?name=tiny")[2]["images"]
            break
        except (labapi.ApiError, OSError) as exc:
            last = exc
            time.sleep(1)
    else:
        raise SystemExit("Glance: %s" % last)
    if any(i["status"] == "active" for i in images):
        return
    img = api.call("image", "POST", "/v2/images", {"name": "tiny", "disk_format": "raw",
                                                   "container_format": "bare", "visibility": "public"})[2]
    api.call("image", "PUT", "/v2/images/%s/file" % img["id"], data=b"\0" * 65536,
             headers={"Content-Type": "application/octet-stream"})


def flavor():
    api = labapi.Api()
    names = {f["name"] for f in api.nova("GET", "/flavors")[2]["flavors"]}
    if "tiny" not in names:
        api.nova("POST", "/flavors", {"flavor": {"name": "tiny", "id": "1", "vcpus": 1, "ram": 64, "disk": 0}})


def wait_computes(count):
    api = labapi.Api()
    end = time.time() + 180
    while time.time() < end:
        try:
            # one that a former run has left forced down stays so: whoever plays next puts it back
            up = [s["host"] for s in api.services() if s["state"] == "up" or s["forced_down"]]
        except (labapi.ApiError, OSError):
            up = []
        if len(up) >= count:
            return
        time.sleep(0.5)
    raise SystemExit("only %s of %d computes are up" % (up, count))


if __name__ == "__main__":
    if sys.argv[1] == "wait-computes":
        wait_computes(int(sys.argv[2]))
    else:
        {"identity": identity, "image": image, "flavor": flavor}[sys.argv[1]]()
