using System.Text.Json.Serialization;

namespace PolicyHa.Adapters.OpenStack.Wire;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(VersionAnswer))]
[JsonSerializable(typeof(ServerPage))]
[JsonSerializable(typeof(ServerAnswer))]
[JsonSerializable(typeof(InstanceActionList))]
[JsonSerializable(typeof(ComputeServices))]
[JsonSerializable(typeof(MigrationPage))]
[JsonSerializable(typeof(AggregateList))]
[JsonSerializable(typeof(ServerGroupList))]
[JsonSerializable(typeof(ResourceProviders))]
[JsonSerializable(typeof(Inventories))]
[JsonSerializable(typeof(Usages))]
sealed partial class WireContext : JsonSerializerContext;
