namespace PolicyHa.Rules.Tests.Expressions;

public sealed class NetworkTests
{
    public static TheoryData<string, string> Cases => CelTable.Read("""
        cidr('192.0.2.0/24').containsIP('192.0.2.77')      => true
        cidr('192.0.2.0/24').containsIP(ip('192.0.3.1'))   => false
        cidr('192.0.2.0/24').containsCIDR('192.0.2.128/25') => true
        cidr('0.0.0.0/0').containsIP('203.0.113.9')        => true
        cidr('2001:db8::/33').containsIP('2001:db8:8000::1') => false
        cidr('192.0.2.9/24').masked() == cidr('192.0.2.0/24') => true
        cidr('192.0.2.9/24').ip() == ip('192.0.2.9')       => true
        string(ip('2001:DB8:0:0::1'))                      => '2001:db8::1'
        ip('192.0.2.1').family() + ip('::1').family()      => 10
        ip('192.0.2')                                      => error: is not an IP address
        ip('192.0.02.1')                                   => error: is not an IP address
        ip('fe80::1%eth0')                                 => error: is not an IP address
        cidr('192.0.2.0/33')                               => error: is not a network
        cidr('192.0.2.0')                                  => error: is not a network
        isIP('300.1.1.1') || isCIDR('10.0.0.0/-1')         => false
        """);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluates(string expression, string expected) => CelTable.Verify(expression, expected);
}
