using System.Runtime.InteropServices;
using System.Text.Json;
using PolicyHa.Samples.Cloud;
using PolicyHa.Samples.Cloud.Control;

if (!CloudCommandLine.TryRead(args, out var command, out var problem))
{
    Console.Error.WriteLine(problem);
    return 2;
}

await using var cloud = await SimulatedCloud.StartAsync(command.Options);
Console.WriteLine($"simulated cloud on {cloud.Addresses.BaseUrl}, Kafka on {cloud.Addresses.KafkaBootstrap}, {command.Fleet}");
if (command.ReadyFile is { } path)
{
    var temporary = path + ".part";
    await File.WriteAllTextAsync(temporary, JsonSerializer.Serialize(cloud.Addresses, ControlJson.Default.CloudAddresses) + "\n");
    File.Move(temporary, path, overwrite: true);    // whoever waits for the file never reads half of it
}

var end = new TaskCompletionSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
await end.Task;
return 0;

void End(PosixSignalContext signal)
{
    signal.Cancel = true;
    end.TrySetResult();
}
