<?php
// Registers sold devices with the Knox Deployment Program. Needs the curl and json extensions.

error_reporting(E_ALL & ~E_DEPRECATED);

define('KDP_URL', getenv('KDP_URL') ? getenv('KDP_URL') : 'https://eu-be-reseller.samsungknox.com');
define('KDP_KEY', getenv('KDP_KEY') ? getenv('KDP_KEY') : kdp_die('KDP_KEY is not set'));
define('KDP_RUN', getenv('KDP_RUN') ? getenv('KDP_RUN') : (string) time());

define('RESELLER', '4680000925');
define('VENDOR', '7850000063');
define('CUSTOMER', '1200000321');
define('OTHER_CUSTOMER', '1200000322');

define('SUCCESS', 2000000);
define('ATTEMPTS', 5);
define('POLLS', 150);

// Returns the HTTP status and the answer; server trouble is tried again.
function kdp_call($method, $path, $body = null, $key = KDP_KEY)
{
    for ($attempt = 0; $attempt < ATTEMPTS; $attempt++) {
        $headers = array('X-WSM-API-TOKEN: ' . $key);
        $ch = curl_init(KDP_URL . $path);
        curl_setopt($ch, CURLOPT_CUSTOMREQUEST, $method);
        curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
        curl_setopt($ch, CURLOPT_TIMEOUT, 120);
        if ($body !== null) {
            $headers[] = 'Content-Type: application/json';
            curl_setopt($ch, CURLOPT_POSTFIELDS, json_encode($body));
        }
        curl_setopt($ch, CURLOPT_HTTPHEADER, $headers);
        $answer = curl_exec($ch);
        if ($answer === false) {
            kdp_die($method . ' ' . $path . ': ' . curl_error($ch));
        }
        $status = curl_getinfo($ch, CURLINFO_HTTP_CODE);
        curl_close($ch);
        if ($status < 500) {
            return array($status, json_decode($answer, true));
        }
        sleep(1);
    }
    kdp_die($method . ' ' . $path . ': the server is in trouble, giving up');
}

function kdp_die($message)
{
    fwrite(STDERR, $message . "\n");
    exit(1);
}

function transaction_id($name)
{
    return KDP_RUN . '-' . $name;
}

function failure($error)
{
    $data = str_replace(KDP_RUN . '-', '', $error['data']);
    return $error['code'] . ' ' . $error['message'] . ': ' . $data;
}

function report($what, $status, $answer)
{
    if ($status == 200 && $answer['code'] === SUCCESS) {
        echo $what . ": accepted\n";
    } else {
        echo $what . ': REFUSED ' . $status . ' ' . failure($answer) . "\n";
    }
}

function upload($version, $name, $customer, $type, $devices, $vendor = '', $key = KDP_KEY)
{
    // A single-tier order has no vendor: the empty string is sent all the same.
    $body = array(
        'transactionId' => transaction_id($name),
        'resellerId' => RESELLER,
        'customerId' => $customer,
        'vendorId' => $vendor,
        'transactionType' => 'New',
        'devices' => array('type' => $type, 'list' => $devices),
    );
    list($status, $answer) = kdp_call('PUT', "/bulkenroll/$version/reseller/devices", $body, $key);
    report('upload ' . $name, $status, $answer);
}

function delete($version, $name, $customer, $what, $vendor = '')
{
    $body = array(
        'transactionId' => transaction_id($name),
        'resellerId' => RESELLER,
        'customerId' => $customer,
        'vendorId' => $vendor,
        'transactionType' => 'Delete',
    );
    $body = array_merge($body, $what);
    list($status, $answer) = kdp_call('PUT', "/bulkenroll/$version/reseller/devices/delete", $body);
    report('delete ' . $name, $status, $answer);
}

function print_status($version, $name, $vendor = '')
{
    $query = http_build_query(array(
        'resellerId' => RESELLER,
        'transactionId' => transaction_id($name),
        'vendorId' => $vendor,
    ));
    for ($poll = 0; $poll < POLLS; $poll++) {
        list($status, $answer) = kdp_call('GET', "/bulkenroll/$version/reseller/devices/status?$query");
        if ($status != 200) {
            report('status ' . $name, $status, $answer);
            return;
        }
        $transaction = $answer['transactions'][0];
        if ($transaction['state'] == 'Complete') {
            echo 'status ' . $name . ': ' . $transaction['type'] . ' ' . $transaction['state'] . "\n";
            foreach ($transaction['devices'] as $device) {
                print_device($device);
            }
            return;
        }
        usleep(200000);
    }
    kdp_die($name . ' does not complete, giving up');
}

function device_id($device)
{
    return isset($device['imei']) ? $device['imei'] : $device['serialNumber'];
}

function print_device($device)
{
    if (!isset($device['code']) || $device['code'] === SUCCESS) {
        echo '  ' . device_id($device) . " OK\n";
    } else {
        echo '  ' . device_id($device) . ' FAILED ' . failure($device) . "\n";
    }
}

function print_devices()
{
    $query = http_build_query(array('resellerId' => RESELLER, 'customerId' => CUSTOMER));
    list($status, $answer) = kdp_call('GET', '/bulkenroll/v1/reseller/devices?' . $query);
    if ($status != 200) {
        report('devices', $status, $answer);
        return;
    }
    echo 'devices of ' . CUSTOMER . ': ' . $answer['totalCount'] . "\n";
    foreach ($answer['devices'] as $device) {
        echo '  ' . device_id($device) . "\n";
    }
}

function print_accounts($what, $idField)
{
    list($status, $answer) = kdp_call('POST', '/bulkenroll/v1/reseller/' . $what, array('resellerId' => RESELLER));
    if ($status != 200) {
        report($what, $status, $answer);
        return;
    }
    echo $what . ': ' . $answer['totalCount'] . "\n";
    foreach ($answer[$what] as $account) {
        echo '  ' . $account[$idField] . ' ' . $account['name'] . "\n";
    }
}

function imeis()
{
    return array('devices' => array('type' => 'IMEI', 'list' => func_get_args()));
}

// An order of two devices. One with a repeated device and one that is no IMEI. One with another customer's device.
upload('v1', 'PO-1', CUSTOMER, 'IMEI', array('351800000000701', '351800000001188'));
print_status('v1', 'PO-1');
upload('v1', 'PO-2', CUSTOMER, 'IMEI', array('351800000001188', '351800000001261', 'NOT-AN-IMEI'));
print_status('v1', 'PO-2');
upload('v1', 'PO-3', OTHER_CUSTOMER, 'IMEI', array('351800000000701'));
print_status('v1', 'PO-3');

// Two-tier: sold by a shop below the reseller.
upload('v2', 'PO-4', CUSTOMER, 'SN', array('R58N30ABCDE', 'R58N30ABCDF'), VENDOR);
print_status('v2', 'PO-4', VENDOR);

// Returned by the customer, with one that was never sold; and by a customer who never had it.
delete('v1', 'RMA-1', CUSTOMER, imeis('351800000001261', '351800000001675'));
print_status('v1', 'RMA-1');
delete('v1', 'RMA-2', OTHER_CUSTOMER, imeis('351800000000701'));
print_status('v1', 'RMA-2');

// Refused as a whole: an unknown customer, a transaction id used twice, a wrong key.
upload('v1', 'PO-5', '1999999999', 'IMEI', array('351800000001345'));
upload('v1', 'PO-1', CUSTOMER, 'IMEI', array('351800000001345'));
upload('v1', 'PO-6', CUSTOMER, 'IMEI', array('351800000001345'), '', 'not-the-key');

print_devices();
print_accounts('customers', 'customerId');
print_accounts('resellers', 'resellerId');

// Two orders are cancelled: all that they registered is deleted.
delete('v1', 'RMA-3', CUSTOMER, array('removeTransactionId' => transaction_id('PO-1')));
print_status('v1', 'RMA-3');
delete('v2', 'RMA-4', CUSTOMER, array('removeTransactionId' => transaction_id('PO-4')), VENDOR);
print_status('v2', 'RMA-4', VENDOR);
print_devices();
