// Takes a batch: events in the order of their partitions, and how far each partition was read. When its task has ended
// well the events are safe.
global using DeliverBatch = System.Func<
    System.Collections.Generic.IReadOnlyList<PolicyHa.Engine.Signals.IncomingEvent>,
    System.Collections.Generic.IReadOnlyList<PolicyHa.Engine.Signals.SourceOffset>,
    System.Threading.CancellationToken,
    System.Threading.Tasks.Task>;
