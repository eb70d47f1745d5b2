# What a newcomer needs: make run, make test. What a developer needs besides: make lint, make format, make bench.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run test test-openstack lint format bench fuzz simulate mutations clean

export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export DOTNET_NOLOGO := 1

help:
	@echo "make run [ARGS=--once]   play a host failure on a simulated OpenStack, from Kafka to recovered"
	@echo "make test                every test; ends with 'N passed, N failed'"
	@echo "make test-openstack      the suite against a real Keystone and Nova, which it installs and starts (root)"
	@echo "make lint                build with warnings as errors, and formatting"
	@echo "make format              mend the formatting"
	@echo "make bench               the performance table; make bench LAB=1: evacuations on a real Nova, beside a plain script (root, half an hour)"
	@echo "make simulate SEEDS=N    N random histories of random clouds, every law watching"
	@echo "make mutations           every safety check taken out once, and which tests notice"
	@echo "make fuzz                100,000 inputs against everything that reads what people write"

run:
	@.make/need-packages librdkafka1
	@.make/build-run
	@dotnet samples/quickstart/bin/Release/net10.0/PolicyHa.Samples.Quickstart.dll $(ARGS)

test:
	@.make/need-packages librdkafka1 tzdata openssh-client openssh-server fence-agents openipmi ipmitool
	@.make/test

test-openstack:
	@.make/need-packages librdkafka1
	@.make/test-openstack $(ARGS)

lint:
	@.make/need-packages librdkafka1
	@.make/lint

format:
	dotnet format whitespace PolicyHa.sln --no-restore
	dotnet format style PolicyHa.sln --no-restore

bench:
	@.make/need-packages librdkafka1
ifdef LAB
	@.make/bench-openstack $(ARGS)
else
	@dotnet build -c Release tests/PolicyHa.Benchmarks --verbosity quiet --nologo
	@dotnet tests/PolicyHa.Benchmarks/bin/Release/net10.0/PolicyHa.Benchmarks.dll $(ARGS)
endif

fuzz:
	@dotnet build -c Release tests/PolicyHa.Fuzz --verbosity quiet --nologo
	@dotnet tests/PolicyHa.Fuzz/bin/Release/net10.0/PolicyHa.Fuzz.dll $(ARGS)

# A larger nursery for the collector, for each history makes much that dies with it; and what is run often is compiled well at once.
simulate:
	@dotnet build -c Release tests/PolicyHa.Simulation.Run --verbosity quiet --nologo
	@DOTNET_GCgen0size=0x4000000 DOTNET_TC_CallCountingDelayMs=0 DOTNET_EnableWriteXorExecute=0 dotnet tests/PolicyHa.Simulation.Run/bin/Release/net10.0/PolicyHa.Simulation.Run.dll --seeds $(or $(SEEDS),1000) $(ARGS)

mutations:
	@.make/mutations

clean:
	rm -rf .run
	find . -type d \( -name bin -o -name obj \) -prune -exec rm -rf {} +
