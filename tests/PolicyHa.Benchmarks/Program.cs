Console.WriteLine("PolicyHa benchmarks");
