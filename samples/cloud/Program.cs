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
var addresses = cloud.Addresses;
Console.WriteLine($"simulated cloud on {addresses.BaseUrl}, Kafka on {addresses.KafkaBootstrap}, {command.Fleet}");
if (command.ReadyFile is { } path)
{
    var temporary = path + ".part";
    var text = JsonSerializer.Serialize(addresses, ControlJson.Default.CloudAddresses);
    await File.WriteAllTextAsync(temporary, text + "\n");
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
