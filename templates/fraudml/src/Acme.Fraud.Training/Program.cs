Console.WriteLine($"Built on FraudMl {typeof(FraudMlException).Assembly.GetName().Version}.");
